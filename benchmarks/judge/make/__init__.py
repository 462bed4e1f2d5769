"""What ships: training pairs, the network, its export and the stacks fitted on it."""
