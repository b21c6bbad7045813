"""The words of the model card that no run changes: what the model is for, and what it cannot do."""

HEAD = """# Model card: predicted probability of an accident

Written by `python -m data card` from the rows of the database (`risk_model`, `risk_model_step`, `risk_model_group`, `risk_model_figure`,
`risk_model_curve`); the last line seals it, and a test fails where it was changed by hand.

**For** ranking facilities and planning visits, beside the degree of the law. **Not for** sanctions, for the degree itself, or for judging
one place alone.

**Form**: logistic; numeric features are step functions, either free (`steps`) or along a straight line of the logarithm (`logistic`);
regions, hazard types and activities are partially pooled; contributions add up to the score exactly. Steps are taken only where they rank
better beyond chance on years not seen. **Told** only what was known at the end of the day (`risk_features_on`).

**Proof**: each year is foretold by a model that learnt from earlier years; intervals are 95 %, bootstrap over facilities. `steps` and
`logistic` are the two forms, `past_violations` and `past_accidents` rank by counts of three years.
"""
FORMS = {
    "steps": "`steps`: on years they had not seen they ranked better than `logistic` beyond chance",
    "logistic": "`logistic`, the plain one: on years not seen, nothing shows beyond chance that `steps` would rank better",
}
LIMITS = """## Limits

- Figures of demonstration rows show that the method works on rows invented to hold such a relation, not how well it works in Kazakhstan.
- It learns from accidents that were registered: where accidents are concealed, it is too low.
- Violations are known where inspectors went: what nobody visited is judged by little.
- What goes with accidents need not cause them; acting on a feature need not lower the risk by what it adds.
"""
NO_MODEL = "No model is kept: run python -m data fit first."
NO_PROOF = "## Proof\n\nNo backtest is kept of this version: the register knows too few years.\n"
