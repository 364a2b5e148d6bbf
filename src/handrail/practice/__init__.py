"""The room of practice: a framework is used."""
