"""Documents as PDF by typst: our own templates and fonts, data never as markup, nothing fetched."""
