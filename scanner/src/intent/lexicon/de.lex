# German. Format: see en.lex.
ai-strong: eine ki, die ki, der ki, einer ki, ki-assistent*, ki-agent*, ki-modell*, ki-system*, ki-werkzeug*, ki-gestützt*, ki-reviewer*, sprachmodell*, künstliche intelligenz, künstlichen intelligenz, coding-agent*, programmieragent*, codeassistent*, code-assistent*, automatische leser, maschinelle leser, maschinelle prüfer
ai-weak: assistenten, assistenz, agenten, modell, modelle, modells
user: nutzer*, benutzer*, anwender*, entwickler*, menschen, mensch, niemand, niemandem, jemand, kollegen, kollegin, kunde, kunden, betreiber*, prüfer*, kundschaft
prior: vorherige*, bisherige*, obige*, frühere*, vorige*, vorangehende*, alle, sämtliche, deine, deiner, ihre, ursprüngliche*
rules: anweisung*, anweisungen, regeln, richtlinie*, vorgaben, instruktion*, beschränkung*, einschränkung*, sicherheitsregeln, systemnachricht*
request: anfrage, aufgabe, frage, auftrag, unterhaltung
ignore: ignoriere*, ignoriert, missachte*, vergiss, vergessen sie, verwirf, beachte nicht, übergehe, setze außer kraft, hebe auf, nicht mehr gebunden, folge nicht
new-task: neue anweisung*, neue aufgabe, eigentliche aufgabe, neuer auftrag
end-marker: ende des dokuments, ende der anweisungen, ende des systemprompts, ende der eingabe
system-tag: hinweis für ki, hinweis an ki, hinweis an die ki, hinweis für assistenten, hinweis für agenten, anweisung an ki, anweisung für ki, an alle ki, systemhinweis*, an den assistenten, an den agenten, an das modell, für assistenten, für sprachmodelle, hinweis für sprachmodelle, für ki-*
reveal: verrate, zeige, zeigt, nenne, gib aus, gib wieder, wiederhole, zitiere, schreibe auf, drucke, lege offen, liste auf, offenbare, teile mit, übersetze, antworte mit
system-prompt: systemprompt*, system-prompt*, versteckte anweisung*, interne anweisung*, internen anweisungen, geheime anweisung*, ursprüngliche anweisung*, deine anweisungen, ihre anweisungen, systemanweisung*
secret: passwort, passwörter, kennwort, kennwörter, zugangsdaten, geheimnis*, schlüssel, api-schlüssel, geheime schlüssel, privaten schlüssel
secret-strong: umgebungsvariable*, gesprächsverlauf, chatverlauf, kundendaten, kundenliste, personendaten, verlauf der unterhaltung, private repositor*
send: sende, sendet, senden, schicke, schickt, schicken, übermittle*, übertrage*, hochladen, lade hoch, lädt hoch, hänge an, leite weiter, poste, veröffentliche*
dest: adresse, endpunkt*, parameter, bild, webadresse, gegenstelle
secrecy: ohne zu erwähnen, ohne es zu erwähnen, ohne erwähnung, ohne hinweis, erwähne nicht, erwähne das nicht, erwähne dies nicht, nicht erwähnen, nicht erwähnt, unerwähnt, verschweige*, verschweigen, sag nichts, sage nichts, sagt nichts, stillschweigend, heimlich, unauffällig, im stillen, nicht mitteilen, nicht informieren, ohne rückmeldung, nicht auflisten, nicht nennen, nicht anzeigen, nicht zeigen, braucht niemand, muss niemand, müssen nicht wissen, nicht zu wissen, bleibt unter uns, nicht darauf hinweisen, weise nicht darauf hin, taucht nicht auf, nicht im protokoll, nicht in der zusammenfassung, nicht ansprechen, nicht im bericht, keine erwähnung, verbirg, verberge*, nicht offenlegen, kein wort
no-confirm: ohne rückfrage, ohne nachfrage, ohne nachzufragen, ohne zu fragen, ohne bestätigung, nicht nachfragen, frage nicht nach, frag nicht nach, keine bestätigung, ohne freigabe, ohne zustimmung, automatisch bestätigen, bereits genehmigt
role: du bist jetzt, du bist nun, sie sind jetzt, ab jetzt, ab sofort, von nun an, tu so als, spiele die rolle, verhalte dich, nicht länger, stell dir vor du bist
unrestricted: ohne einschränkung*, ohne beschränkung*, uneingeschränkt*, unzensiert*, ohne regeln, ohne filter, keine regeln, keine grenzen, keine einschränkungen, entwicklermodus, jede anfrage, verweigere nie, lehne nichts ab
approve: genehmige*, freigeben, gib frei, stimme zu, zustimmen, bewerte*, bewertung, bestnote, höchstnote, empfehle*, keine mängel, keine probleme, keine befunde, unbedenklich, als sicher, als harmlos, einwandfrei, volle punktzahl, höchste punktzahl, annehmen
review-object: änderung*, prüfung, gutachten, bewerbung*, bewerber*, einreichung*, befund*, meldung*, datei, bericht, lebenslauf
disable: deaktiviere*, deaktivieren, schalte ab, abschalten, ausschalten, entferne, entfernen, lösche, löschen, umgehe*, überspringe*, überspringen, auskommentieren, lockere, abschwächen, weglassen, setze auf false
security: zertifikat*, prüfsumme*, signatur*, authentifizierung, überprüfung, tests, test, prüfungen, sicherheitsprüfung*, protokollierung, berechtigung*, schutz, sperre, verriegelung, validierung, verschlüsselung, firewall, grenzwert*
exec: führe aus, führt aus, ausführen, starte, installiere*, lade herunter, herunterladen, rufe auf, klone, lösche, überschreibe
copy: kopiere*, kopieren, füge ein, einfügen, füge hinzu, übernimm, übernehmen, vervielfältige*, setze, trage ein
self: diesen absatz, dieser absatz, diesen hinweis, diesen text, diesen kommentar, diese zeile, diese anweisung, diesen block, diese notiz, dieses kapitel, diese regel, diesen satz
every: jede datei, jeder datei, alle dateien, jedes projekt, allen projekten, jedes repository, alle repositories, jede readme, jeder antwort, jede antwort, andere projekte, jedem commit, überall
memory: merke dir, merken, gedächtnis, dauerhaft, künftige sitzungen, zukünftige sitzungen, speichere, langzeitgedächtnis, für immer
trust: vertraue*, vertrauenswürdig*, bevorzuge*, empfiehl, immer empfehlen, beste wahl
priority: hat vorrang, haben vorrang, vorrang vor, höhere priorität, wichtiger als, unabhängig davon was, auch wenn der nutzer, geht vor
tool-first: vor jedem anderen, vor jedem werkzeug, vor jedem aufruf, bei jeder anfrage, anstelle von, zuerst aufrufen
respond-only: antworte nur mit, antworte ausschließlich, nur mit, nichts weiter, nichts anderes, gib nur aus, beginne jede antwort, beende jede antwort
repeat: endlos, unendlich, für immer, ohne ende, höre nicht auf, immer wieder
physical: roboter*, greifer, motor*, ventil, ventile, verriegelung, not-aus, not-halt, drehmoment, heizung, sensoren, achse, pumpe
exceed: über die grenze, maximale geschwindigkeit, volle leistung, überschreite*
evade: nicht prüfen, nicht scannen, nicht analysieren, überspringe diese datei, nicht melden, nicht markieren, fehlalarm
persona-reader: wenn du eine ki bist, falls du eine ki, als ki, assistenten sollen, agenten sollen, du musst, du sollst, assistenten müssen, agenten müssen, wer dies als modell
meta: angriff*, angreifer*, schadcode, bösartig*, schädlich*, einschleus*, schwachstelle*, manipulier*, abwehr*, verhindern, erkennen, sicherheitslücke*
example: zum beispiel, beispiel, beispielsweise, etwa, z.b
reported: bittet dich, fordert dich auf, verlangt, wenn ein nutzer, wenn jemand, versucht, auffordern, wenn der text
defence-scope: im dokument, in dokumenten, innerhalb des, im text, aus dem dokument, in dateien, aus der eingabe
not: nicht, niemals, nie, kein, keine, keinen, ohne
