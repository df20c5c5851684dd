"""Every Deform widget template, ours: no script, wired for assistive technology."""
