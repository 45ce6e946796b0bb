"""Tencent Media Lab: jobs at its gateway, songs and stems in the user's own bucket (COS, which speaks S3)."""
