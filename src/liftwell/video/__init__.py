"""Frames out of files and into files; pixels only, nothing about people."""
