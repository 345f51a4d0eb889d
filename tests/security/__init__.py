"""What an attacker would try, row by row (docs/reliability.md, docs/security.md)."""
