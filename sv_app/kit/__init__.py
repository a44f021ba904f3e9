"""The communication kit of a hospital: posters, a card, a banner, a signature and two handouts."""
