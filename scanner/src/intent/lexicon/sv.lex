# Swedish. Format: see en.lex.
ai-strong: ai-assistent*, ai-agent*, ai-modell*, språkmodell*, artificiell intelligens, kodassistent*
ai-weak: assistenten, assistenter, modellen, modeller, agenter, agenten
user: användare*, utvecklare*, människor, ingen, någon, kund*, granskare*, kollegor
prior: tidigare, föregående, ovanstående, alla, dina, ursprungliga
rules: instruktion*, regler, regel, riktlinjer, begränsningar, anvisningar
request: begäran, fråga, uppgift, uppdrag
ignore: ignorera*, bortse från, glöm, strunta i, följ inte
new-task: ny uppgift, nya instruktioner, i stället
system-tag: till ai, till assistenten, för assistenter, för ai-*, systemmeddelande, notis till ai, till språkmodeller
reveal: visa, skriv ut, upprepa, citera, avslöja, lista, berätta
system-prompt: systemprompt*, dolda instruktioner, interna instruktioner, dina instruktioner, ursprungliga instruktioner
secret: lösenord*, nyckel, nycklar, api-nyckel*, inloggningsuppgifter, hemlighet*
secret-strong: miljövariabler, konversationshistorik*, chatthistorik*, kunddata, personuppgifter
send: skicka, skickar, ladda upp, vidarebefordra, bifoga, publicera
dest: adress*, länk, bild
secrecy: utan att nämna, utan att berätta, utan att säga, nämn inte, nämn det inte, säg inget, säg ingenting, berätta inte, rapportera inte, visa inte, i tysthet, tyst, i smyg, i hemlighet, diskret, behöver inte veta, behöver inte nämnas, behöver inte berättas, stannar mellan oss, dölj*, inte nämnas, förtig*
no-confirm: utan att fråga, utan bekräftelse, fråga inte, utan godkännande, redan godkänt
role: du är nu, från och med nu, från nu, låtsas, agera som, du är inte längre
unrestricted: utan begränsningar, utan regler, utan filter, ocensurerad*, inga regler, utvecklarläge, vägra aldrig
approve: godkänn, godkänna, godkänd, inga problem, inga anmärkningar, högsta betyg, ofarlig, säker, rekommendera*
review-object: ändring*, granskning*, kandidat*, rapport, filen, larm
disable: inaktivera*, stäng av, ta bort, hoppa över, radera*, kringgå
security: certifikat*, verifiering*, autentisering, signatur*, kontroll*, loggning, behörighet*, säkerhet*, kryptering
exec: kör, starta, installera*, ladda ner, öppna, klona
copy: kopiera*, klistra in, lägg till, infoga, sätt in
self: detta stycke, den här noten, denna text, den här texten, denna kommentar, denna rad, denna instruktion, denna regel
every: varje fil, alla filer, varje projekt, alla projekt, varje repo, alla repon, varje svar, andra projekt, överallt
memory: kom ihåg, minne*, framtida sessioner, spara, för alltid
priority: går före, har företräde, viktigare än
respond-only: svara endast med, svara bara, inget annat
repeat: oändligt, för evigt, sluta inte
evade: skanna inte, analysera inte, hoppa över den här filen
persona-reader: om du är en ai, assistenter ska, agenter ska, du ska, du måste, assistenten ska
meta: attacken, attacker, angripare*, skadlig*, injektion*, sårbarhet*, hotbild*, upptäck*
example: till exempel, exempel*
reported: ber dig, om en användare, försöker
defence-scope: i dokumentet, i texten
not: inte, aldrig, ingen, utan
