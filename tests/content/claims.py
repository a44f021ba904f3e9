"""Claims no text may make, each with a sentence that makes it."""

FORBIDDEN = (
    # Half of all staff are second victims.
    (
        r"\bhalf (of )?(all |the )*(staff|workers|professionals|clinicians|doctors|nurses)",
        "Half of all staff are second victims.",
    ),
    (r"\b(one|1) in (two|2)\b|\b50\s?%", "One in two will be affected."),
    (r"\bla moitié des?\b", "La moitié des soignants sont touchés."),
    (r"\b(un|une) [\w’ ]{0,25}sur deux\b", "Un soignant sur deux est touché."),
    # It will pass; stages are fixed.
    (r"\b(it|this|that|everything)( will|’ll) (all )?pass\b", "It will pass."),
    (r"\b(ça|cela|tout|ce) (va |finira par )?pass(er|era)\b", "Cela va passer."),
    (r"\b(always|must) (go|pass|come) through\b|\bin this order\b", "You must go through six."),
    (r"\bpass\w+ (toujours|forcément|tou[ts]\w*) par\b", "On passe toujours par six étapes."),
    (r"\bdans cet ordre\b", "Elles viennent dans cet ordre."),
    # The app prevents, diagnoses, scores, predicts, treats.
    (
        r"\bapp\b[^.]{0,30}\b(prevent|diagnos|score|predict|treat|cure|measure|heal)",
        "This app helps prevent distress.",
    ),
    (
        r"\bappli(cation)?\b[^.]{0,30}\b(prév[ei]|diagnos|mesur|prédi|trait|soign|guéri|évalu|note\b)",
        "L’application prévient le mal-être.",
    ),
    (r"\byour (score|diagnosis|risk|result)\b", "Here is your score."),
    (r"\bvotre (score|diagnostic|risque|résultat)\b", "Voici votre score."),
    # Clinically validated.
    (r"\bvalidated\b|\b(clinically|scientifically) (proven|tested)", "Clinically validated."),
    (r"\bvalidée?s?\b|\b(clini|scientifi)quement (prouv|test)", "Cliniquement validé."),
    (r"\b(?-i:SVEST|PCL-?5|PHQ-?\d*|GAD-?\d*|IES-?R|HADS|MBI|K6|K10)\b", "Le PHQ-9 en ligne."),
    # Full confidentiality; no consequences.
    (
        r"\b(fully|completely|totally|strictly|entirely) (confidential|secret|private)",
        "Calls are strictly confidential.",
    ),
    (r"\b(full|total|complete|absolute) (confidentiality|secrecy)", "Total confidentiality."),
    (r"\b(totale|stricte|entière|parfaite)ment (confidentiel|secret)", "Strictement secret."),
    (r"\b(confidentialité|secret) (total|absolu|garanti|compl)", "Confidentialité garantie."),
    (r"\b(no|without) (any )?(consequences?|sanctions?)\b", "There are no consequences."),
    (r"\b(aucune?|sans|pas de|ni) (conséquence|suite|sanction)s?\b", "C’est sans conséquence."),
    # Endorsement by any authority.
    (r"\b(endorsed|approved|recommended|certified|accredited|backed) by\b", "Approved by WHO."),
    (
        r"\b(approuvé|recommandé|certifié|agréé|labellisé|soutenu|homologué)e?s? par\b",
        "Recommandée par la HAS.",
    ),
)
