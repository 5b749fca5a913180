# Italian. Format: see en.lex.
ai-strong: intelligenza artificiale, assistente ia, assistenti ia, agente ia, agenti ia, assistente ai, assistenti ai, modello linguistico, modelli linguistici, assistente di codice, agente di codice, revisore automatico, lettori automatici
ai-weak: la ia, una ia, uma ia, de ia, para ia, as ia, les ia, des ia, aux ia, ias, l'assistente, assistente, assistenti, l'agente, agente, agenti, modello, modelli, strumento
user: utente, utenti, l'utente, sviluppator*, persone, umano, umani, nessuno, cliente, clienti, revisore, revisori, operatore, squadra
prior: precedenti, precedente, tutte, tutti, tue, vostre, iniziali, sopra, originali
rules: istruzion*, regole, regola, direttive, linee guida, restrizioni, indicazioni, vincoli, politiche
request: richiesta, domanda, compito, conversazione
ignore: ignora, ignori, ignorate, ignorare, dimentica*, trascura*, non seguire, non tenere conto, metti da parte, scarta*, disattendi
new-task: nuovo compito, nuove istruzioni, vero compito, invece
end-marker: fine del documento, fine delle istruzioni, fine del prompt
system-tag: nota per l'ia, nota per l'ai, nota per gli assistenti, nota agli assistenti, nota per gli agenti, messaggio di sistema, avviso per l'ia, istruzioni per l'ia, per gli assistenti, agli assistenti, agli agenti, per i modelli, ai modelli
reveal: rivela*, mostra*, stampa*, ripeti*, scrivi*, divulga*, dimmi, riporta*, elenca*, traduci, rispondi con
system-prompt: prompt di sistema, messaggio di sistema, istruzioni nascoste, istruzioni interne, istruzioni iniziali, istruzioni segrete, tue istruzioni, vostre istruzioni
secret: password, credenzial*, segreto, segreti, chiave, chiavi, chiave api, chiavi api, chiave privata
secret-strong: variabili d'ambiente, cronologia della conversazione, cronologia della chat, dati dei clienti, elenco clienti, dati personali, repository privati
send: invia*, inviare, inviate, manda, spedisci, carica*, pubblica*, trasmetti*, allega*, inoltra*, accoda*
dest: indirizzo, server, immagine, parametro, collegamento
secrecy: senza menzionarlo, senza menzionare, senza dirlo, senza dire, senza avvisare, senza informare, senza segnalarlo, non menzionare, non menzionarlo, non dire, non dirlo, non informare, non avvisare, non segnalare, non rivelare, non parlarne, non farne parola, non serve dirlo, non serve menzionarlo, non serve avvisare, in silenzio, silenziosamente, di nascosto, in segreto, discretamente, all'insaputa, non deve sapere, non ha bisogno di sapere, non compaia, non comparire, fuori dal riepilogo, senza lasciare traccia, resta tra noi, nascondi*, tacere, taci, non elencare, non citare
no-confirm: senza chiedere, senza conferma, senza confermare, senza approvazione, senza autorizzazione, non chiedere, senza attendere, già approvato
role: ora sei, adesso sei, d'ora in poi, da ora in poi, da adesso, comportati come, fingi*, immagina di essere, non sei più, interpreta il ruolo
unrestricted: senza restrizioni, senza limiti, senza filtri, senza censura, senza regole, nessuna regola, modalità sviluppatore, qualsiasi richiesta, non rifiutare mai
approve: approva, approvate, approvare, accetta*, consiglia*, raccomanda, punteggio massimo, voto massimo, nessun problema, nessun rilievo, sicuro, innocuo, come sicuro, massimo dei voti
review-object: modifica, modifiche, revisione, candidat*, rapporto, avviso, avvisi, articolo, manoscritto
disable: disattiva*, disabilita*, spegni*, rimuovi*, rimuovere, elimina*, salta*, aggira*, cancella, togli*
security: certificato, certificati, verifica, autenticazione, firma, test, controlli, controllo, permessi, validazione, sicurezza, cifratura, allarme, allarmi, limite, limiti
exec: esegui*, eseguire, lancia*, installa, scarica*, apri, clona*, cancella
copy: copia*, copiare, incolla*, aggiungi*, aggiungere, inserisci*, riporta*, riproduci*, metti*
self: questo paragrafo, questa nota, questo testo, questo commento, questa riga, questa istruzione, questo blocco, questo messaggio, questa regola, questo avviso
every: ogni file, tutti i file, ogni progetto, tutti i progetti, ogni repository, tutti i repository, ogni risposta, ogni commit, altri progetti, ovunque, ogni documento
memory: memoria, ricorda*, memorizza*, salva*, sessioni future, prossime sessioni, permanentemente, per sempre
trust: fidati, affidabile, preferisci*, consiglia sempre, scelta migliore
priority: ha la precedenza, hanno la precedenza, ha priorità, prevale*, anche se l'utente, al di sopra
tool-first: prima di ogni altro strumento, prima di ogni chiamata, a ogni richiesta, per ogni richiesta, al posto di
respond-only: rispondi solo, rispondi soltanto, rispondi unicamente, nient'altro, solo con, inizia ogni risposta, termina ogni risposta
repeat: all'infinito, senza fine, senza fermarti, non fermarti, per sempre
evade: non analizzare, non scansionare, ignora questo file, non segnalare, falso positivo
persona-reader: se sei un'ia, se sei un assistente, come ia, gli assistenti devono, gli agenti devono, l'assistente deve, l'agente deve, devi, dovete, ogni agente, ogni assistente
meta: attacco, attacchi, attaccante, malevol*, iniezione, vulnerabilità, minaccia, minacce, rileva*, difesa, impedisce
example: per esempio, ad esempio, esempio, esempi
reported: ti chiede di, chiede di, se un utente, se qualcuno, tenta di, cerca di, prova a
defence-scope: nel documento, nei documenti, nel testo, all'interno, contenute nel, nella pagina
not: non, mai, nessuno, nessuna, senza, né
