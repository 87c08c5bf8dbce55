"""Questions from a file of worked examples, answered one by one."""
