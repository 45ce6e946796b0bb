"""What is heard, as files: mixdowns, DAW projects, Native Instruments stems. Builds on all of `audio`."""
