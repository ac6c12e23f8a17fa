"""Moments, for ordering."""

from datetime import datetime


def moment(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))
