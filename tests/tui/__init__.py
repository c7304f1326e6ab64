"""The screen: Pilot tests of each flow, the bindings, pictures, and a random walk."""
