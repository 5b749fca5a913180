# Polish. Format: see en.lex.
ai-strong: sztuczn* inteligencj*, model* językow*, asystent* ai, agent* ai, asystent* kod*, czatbot*, chatbot*, automatyczn* recenzent*
ai-weak: asystent*, agentowi, agenci, agentów, modele, modelu, modelom
user: użytkownik*, programist*, człowiek*, ludzie, ludzi, ludziom, nikomu, nikt, klient*, recenzent*, zespół, zespoł*, operator*
prior: poprzedni*, wcześniejsz*, powyższ*, wszystki*, wszelki*, swoje, twoje, pierwotn*
rules: instrukcj*, polece*, zasad*, reguł*, wytyczn*, ogranicze*, dyrektyw*
request: prośb*, pytani*, zadani*, rozmow*
ignore: zignoruj*, ignoruj*, zapomnij*, pomiń*, odrzuć*, nie przestrzegaj, nie stosuj się, nie zwracaj uwagi
new-task: nowe zadanie, nowe instrukcje, prawdziwe zadanie, zamiast tego
system-tag: uwaga dla ai, notatka dla ai, wiadomość dla ai, dla asystent*, dla agent*, dla modeli, komunikat systemowy, do asystent*, do model*
reveal: ujawnij*, pokaż*, wyświetl*, wypisz*, powtórz*, zacytuj*, podaj*, wydrukuj*, przetłumacz, odpowiedz
system-prompt: prompt systemow*, promptu systemow*, instrukcje systemowe, ukryte instrukcje, ukrytych instrukcji, wewnętrzn* instrukcj*, pierwotn* instrukcj*, swoje instrukcje, twoje instrukcje
secret: hasł*, token*, klucz*, poświadcze*, sekret*, dane logowania
secret-strong: zmienn* środowiskow*, histori* rozmow*, histori* czat*, dan* klientów, list* klientów, dan* osobow*, prywatn* repozytori*
send: wyślij*, wysyłaj*, prześlij*, przesyłaj*, opublikuj*, dołącz*, przekaż*, wgraj*
dest: adres*, serwer*, obraz*, parametr*
secrecy: nie wspominaj*, nie wspominając, nie mów*, nie informuj*, nie zgłaszaj*, nie pokazuj*, nie ujawniaj*, nie powiadamiaj*, nie pisz o tym, bez wspominania, bez informowania, bez wzmianki, po cichu, cicho, w tajemnicy, potajemnie, dyskretnie, nie musi wiedzieć, nie muszą wiedzieć, nie trzeba wspominać, nie trzeba informować, nie ma potrzeby wspominać, zostaje między nami, ukryj*, przemilcz*, nie wymieniaj*, pomiń to w
no-confirm: bez pytania, bez potwierdzen*, nie pytaj*, bez zgody, bez zatwierdzen*, już zatwierdzon*
role: jesteś teraz, od teraz, udawaj*, wciel się, zachowuj się jak, nie jesteś już
unrestricted: bez ogranicze*, bez cenzury, bez filtrów, bez zasad, żadnych zasad, żadnych ograniczeń, tryb* programisty, tryb* deweloper*, nigdy nie odmawiaj, każd* prośb*
approve: zatwierdź*, zaakceptuj*, najwyższ* ocen*, maksymaln* ocen*, bez uwag, brak uwag, brak problemów, bezpieczn*, nieszkodliw*, poleć*, rekomenduj*, scalaj
review-object: zmian*, recenzj*, kandydat*, raport*, plik*, alert*, artykuł*, zgłoszeni*
disable: wyłącz*, usuń*, usuwaj*, pomijaj*, obejdź*, skasuj*, zdejmij*, osłab*, zakomentuj*
security: certyfikat*, weryfikacj*, uwierzytelni*, podpis*, test*, sprawdzani*, uprawnie*, walidacj*, bezpieczeństw*, szyfrowani*, blokad*, zabezpiecze*, dziennik*
exec: uruchom*, wykonaj*, zainstaluj*, pobierz*, otwórz*, sklonuj*, nadpisz*
copy: skopiuj*, kopiuj*, wklej*, dodaj*, dodawaj*, wstaw*, dopisz*, umieść*
self: ten akapit, tę notatkę, ten tekst, ten komentarz, tę linię, tę instrukcję, ten blok, tę wiadomość, tę uwagę, tę regułę
every: każd* plik*, wszystkich plik*, każd* projek*, wszystkich projek*, każd* repozytori*, każd* odpowiedz*, inn* projek*, wszędzie, każd* commit*
memory: zapamięta*, pamięci, pamięć, przyszłych sesj*, na stałe, trwale, na zawsze, zapisz*
trust: zaufan*, ufaj*, zawsze polecaj*, preferuj*
priority: ma pierwszeństwo, mają pierwszeństwo, ważniejsz*, nadrzędn*, nawet jeśli użytkownik
tool-first: przed każdym innym, przed każdym wywołaniem, przy każdym żądaniu, zamiast narzędzia
respond-only: odpowiedz tylko, odpowiadaj tylko, odpowiadaj wyłącznie, nic więcej, zaczynaj każdą odpowiedź, kończ każdą odpowiedź
repeat: w nieskończoność, bez końca, nie przestawaj, na zawsze
evade: nie skanuj*, nie analizuj*, nie sprawdzaj*, nie zgłaszaj, fałszyw* alarm*
persona-reader: jeśli jesteś ai, jeśli jesteś modelem, asystent powinien, asystent musi, agenci powinni, agent powinien, musisz, powinieneś, każdy agent, każdy asystent
meta: atak*, napastnik*, złośliw*, wstrzykni*, podatnoś*, zagroże*, wykry*, obron*, zapobieg*
example: na przykład, przykład*, np
reported: prosi o, jeśli użytkownik, jeśli ktoś, próbuje, próbuj*
defence-scope: w dokumencie, w dokumentach, w tekście, wewnątrz, na stronie
not: nie, nigdy, bez, żaden, żadn*
