"""What keeps records private: the device's own key, and the person's passcode."""
