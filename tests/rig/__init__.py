"""The desktop test rig: real buses, servers, screens and terminals, private to a test and gone after it."""
