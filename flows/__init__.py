"""What runs when: the watched folder, the intake, the commands."""
