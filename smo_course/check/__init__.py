"""`smo check`: proves that the course, or a trainer's folder of exercises, holds together."""
