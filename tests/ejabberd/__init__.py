"""Tests against a real ejabberd."""
