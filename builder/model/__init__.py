"""The words of the newsroom: frozen records that every other room shares."""
