"""Tests of newsdesk: the folders mirror builder/, and each test says one thing."""
