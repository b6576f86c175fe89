"""Several nodes, and the proxies in front of them."""
