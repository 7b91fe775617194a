"""What the course knows as tables: a reader for any table, the contract of the columns, facts, platforms and concepts."""
