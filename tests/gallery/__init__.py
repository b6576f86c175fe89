"""The gallery: every screen in every state, from played data, as `make screens` takes it and the tests look at it."""
