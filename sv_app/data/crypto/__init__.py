"""Encryption of records, with the device key and the person's passcode."""
