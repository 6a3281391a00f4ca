"""The safety notice: shown once before the first session, and part of the help page for good."""

SAFETY = (
    "This is general guidance, not medical advice.",
    "Warm up first. Look for a mild pull, never for pain.",
    "Stop at once if it feels sharp, pinching or spreading, or if you notice numbness, tingling, dizziness, chest pain"
    " or unusual breathlessness.",
    "Pregnant, injured, recently operated on, or with a heart, bone or clotting condition? Ask a clinician first.",
)
"""One thought a paragraph."""
