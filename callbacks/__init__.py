"""What happens when a visitor acts: by kind of act."""
