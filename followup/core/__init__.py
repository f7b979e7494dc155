"""Pure rules: no clock, no disk, no screen, no printing."""
