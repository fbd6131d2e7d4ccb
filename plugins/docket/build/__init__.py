"""Make only what changed: inputs and outputs of steps, the store, publishing."""
