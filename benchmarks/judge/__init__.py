"""The judge that ships, one command from rows to files: rows and claims here, `make/`, `study/`."""
