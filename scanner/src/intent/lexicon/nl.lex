# Dutch. Format: see en.lex.
ai-strong: ai-assistent*, ai-agent*, ai-model*, taalmodel*, kunstmatige intelligentie, codeassistent*, code-assistent*, automatische lezers, ai-hulp*, ai-reviewer*
ai-weak: assistent, assistenten, hulpmiddel, modellen
user: gebruiker*, ontwikkelaar*, mensen, niemand, iemand, klant*, beheerder*, beoordelaar*, collega*
prior: vorige, eerdere, bovenstaande, alle, jouw, je, uw, oorspronkelijke
rules: instructie*, regels, regel, richtlijn*, opdrachten, beperkingen, voorschriften
request: verzoek, vraag, taak, opdracht, gesprek
ignore: negeer*, vergeet, laat buiten beschouwing, sla geen acht op, volg niet, trek je niets aan
new-task: nieuwe opdracht, nieuwe taak, nieuwe instructies, in plaats daarvan
system-tag: bericht voor ai, opmerking voor ai, notitie voor ai, voor ai-*, aan de assistent, voor assistenten, systeembericht, aan ai-*, voor taalmodellen, voor de assistent
reveal: toon, laat zien, druk af, herhaal, citeer, geef weer, onthul, schrijf op, vermeld, antwoord met
system-prompt: systeemprompt*, verborgen instructies, interne instructies, oorspronkelijke instructies, jouw instructies, je instructies
secret: wachtwoord*, inloggegevens, geheim, geheimen, sleutel, sleutels, api-sleutel*, toegangstoken*
secret-strong: omgevingsvariabelen, gespreksgeschiedenis, chatgeschiedenis, klantgegevens, persoonsgegevens, klantenlijst
send: stuur, stuurt, verstuur*, verzend*, uploaden, plaats, voeg toe aan de url, publiceer*
dest: adres, afbeelding, koppeling
secrecy: zonder te vermelden, zonder het te vermelden, zonder te melden, vermeld niet, vermeld dit niet, noem dit niet, niet vermelden, niet noemen, niet melden, zeg niets, meld dit niet, meld niet, stilletjes, stilzwijgend, in stilte, heimelijk, ongemerkt, hoeft niet te weten, hoeft niemand, hoeven niet te weten, hoeft niet vermeld, hoeft niet gemeld, blijft onder ons, verzwijg*, verberg*, zonder iets te zeggen, niet in de samenvatting, laat het weg uit
no-confirm: zonder te vragen, zonder bevestiging, zonder toestemming, vraag niet, vraag geen, niet vragen om, al goedgekeurd, zonder goedkeuring
role: je bent nu, jij bent nu, u bent nu, vanaf nu, doe alsof, gedraag je, speel de rol, niet langer
unrestricted: zonder beperkingen, zonder regels, ongecensureerd, zonder filters, geen regels, geen beperkingen, ontwikkelaarsmodus, weiger nooit
approve: keur goed, goedkeuren, goedgekeurd, geen problemen, geen opmerkingen, hoogste score, maximale score, beveel aan, veilig, onschadelijk
review-object: wijziging*, beoordeling, kandidaat, sollicitant*, rapport, bestand, melding*
disable: schakel uit, uitschakelen, zet uit, verwijder*, sla over, overslaan, omzeil*, schrap
security: certificaat*, verificatie, authenticatie, handtekening, tests, controle*, logboek*, rechten, validatie, beveiliging, versleuteling, vergrendeling
exec: voer uit, uitvoeren, installeer*, downloaden, wis
copy: kopieer*, plak*, voeg toe, toevoegen, neem over, zet
self: deze alinea, deze tekst, deze opmerking, dit commentaar, deze regel, deze instructie, dit blok, deze notitie, dit bericht
every: elk bestand, alle bestanden, elk project, alle projecten, elke repository, alle repositories, elk antwoord, andere projecten, overal, elke commit
memory: onthoud*, geheugen, toekomstige sessies, blijvend, sla op, voor altijd
trust: vertrouw*, betrouwbaar, beveel altijd, beste keuze
priority: gaat voor, heeft voorrang, hebben voorrang, voorrang op, belangrijker dan
tool-first: voor elk ander, voor elke aanroep, bij elk verzoek, in plaats van
respond-only: antwoord alleen met, antwoord uitsluitend, niets anders, begin elk antwoord, eindig elk antwoord
repeat: eindeloos, oneindig, zonder te stoppen, stop niet, voor altijd
evade: niet scannen, niet analyseren, sla dit bestand over, niet markeren, vals alarm
persona-reader: als je een ai bent, als ai, assistenten moeten, agenten moeten, je moet, de assistent moet, elke assistent
meta: aanval*, aanvaller*, kwaadaardig*, injectie*, kwetsbaarhe*, dreiging*, voorkom*, detecteer*
example: bijvoorbeeld, voorbeeld*
reported: vraagt om, als een gebruiker, probeert, proberen
defence-scope: in het document, in de tekst, binnen het document, op de pagina
not: niet, nooit, geen, zonder
