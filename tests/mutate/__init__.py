"""Tests of the operators: a package, since rules and operators share their names."""
