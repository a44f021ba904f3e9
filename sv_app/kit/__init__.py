"""The kit of a hospital: posters, a card, a banner, a signature and two papers, ready to print."""
