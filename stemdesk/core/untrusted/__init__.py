"""What comes from outside (servers, files, other programs), made harmless before anybody sees or opens it."""
