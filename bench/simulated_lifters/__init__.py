"""Simulated people who follow a plan for sixteen weeks, and a law that looks over its shoulder all the way."""
