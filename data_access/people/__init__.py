"""What people do here: who they are, what they may, what they wrote. The only rooms that the web writes from."""
