"""Nothing is shown early (goal R3): people do at random what they like, and no page shows anybody what is not theirs to read.

Short form: tests/security/test_nothing_early.py. Long form: `make early ARGS="--steps 100000"`.
"""
