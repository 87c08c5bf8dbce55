"""Who is who: users, memberships, contacts, stakeholders, the assigned representative."""
