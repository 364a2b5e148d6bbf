"""The frameworks that come with handrail, one YAML file each; this package holds data and no code."""
