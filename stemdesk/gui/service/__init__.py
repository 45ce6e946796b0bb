"""What a service tells about itself: history, examples, news, leaderboards."""
