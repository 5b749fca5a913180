# French. Format: see en.lex.
ai-strong: l'ia, assistant ia, assistants ia, agent ia, agents ia, modèle de langage, modèles de langage, modèle de langue, intelligence artificielle, assistant de code, agent de code, agents de codage, relecteur automatique, lecteurs automatiques, robot conversationnel
ai-weak: la ia, una ia, uma ia, de ia, para ia, as ia, les ia, des ia, aux ia, ias, l'assistant, l'agent, modèle, modèles, l'outil, robot, assistante
user: utilisateur*, l'utilisateur*, développeu*, l'opérateur, personne, humain*, clients, relecteur*, l'équipe, quiconque, l'auteur
prior: précédent*, antérieur*, ci-dessus, toutes, tous, tes, vos, initiales, d'origine
rules: consigne*, instruction*, directive*, règle*, restriction*, contrainte*, politique*, garde-fou*
request: demande, question, tâche, requête, conversation
ignore: ignore, ignorez, ignorer, ignorez, ignorer, oublie*, oubliez, néglige*, fais abstraction, faites abstraction, ne tiens pas compte, ne tenez pas compte, passe outre, écarte*, n'obéis plus, ne suis plus, ne suivez plus
new-task: nouvelle tâche, nouvelles instructions, nouvelles consignes, véritable tâche, à la place
end-marker: fin du document, fin des instructions, fin du prompt, fin de la saisie
system-tag: note pour l'ia, note à l'ia, note aux ia, note pour les ia, note aux assistants, note pour les assistants, message pour l'ia, message système, consigne système, à l'attention de l'ia, à l'attention des ia, à l'attention des assistants, pour les assistants, aux assistants, aux agents, pour les agents, aux modèles, pour les modèles, instruction pour l'ia
reveal: révèle*, révéler, affiche*, afficher, imprime*, montre*, répète*, répéter, divulgue*, donne-moi, donnez, écris, recopiez, communique*, traduis, réponds avec
system-prompt: invite système, prompt système, consignes cachées, instructions cachées, instructions internes, consignes internes, consignes initiales, instructions initiales, consignes secrètes, tes consignes, vos consignes, tes instructions, vos instructions
secret: mot de passe, mots de passe, identifiants, secret*, jeton*, clé api, clés api, clé privée, clés privées, clé secrète, clé d'accès
secret-strong: variables d'environnement, historique de conversation, historique de la conversation, données clients, données personnelles, liste des clients, dépôts privés
send: envoie*, envoyer, envoyez, transmets, transmettre, transmettez, téléverse*, publie*, publier, postez, ajoute à l'url, expédie*, relaie*, fais suivre
dest: adresse, serveur, lien, image, paramètre, l'url, l'adresse, point de terminaison
secrecy: sans le mentionner, sans en parler, sans mentionner, sans prévenir, sans le dire, sans le signaler, sans informer, ne mentionne pas, ne mentionnez pas, ne le mentionne pas, n'en parle pas, n'en parlez pas, ne dis rien, ne dites rien, ne dis pas, ne dites pas, n'informe pas, ne signale pas, ne signalez pas, ne préviens pas, ne révèle pas, ne le signale pas, discrètement, silencieusement, en silence, en secret, secrètement, à l'insu, passe sous silence, inutile de le mentionner, inutile d'en parler, inutile de prévenir, n'a pas besoin de savoir, n'ont pas besoin de savoir, n'apparaît pas, ne figure pas, hors du résumé, sans laisser de trace, reste entre nous, ne pas mentionner, ne pas signaler, ne pas lister, ne l'affiche pas, cache-le, cachez, cacher, dissimule, dissimulez, n'évoque pas
no-confirm: sans demander, sans confirmation, sans validation, sans autorisation, ne demande pas, ne demandez pas, sans approbation, sans attendre, confirmation inutile, sans poser de question
role: tu es maintenant, vous êtes maintenant, désormais tu, désormais vous, à partir de maintenant, dorénavant, joue le rôle, jouez le rôle, fais comme si, imagine que tu, comporte-toi, tu n'es plus, vous n'êtes plus
unrestricted: sans restriction*, sans limite*, sans filtre*, sans censure, non censuré*, sans aucune règle, aucune règle, aucune limite, mode développeur, toute demande, ne refuse jamais, ne refuse rien
approve: approuve*, approuvez, approuver, acceptez, valide*, valider, fusionne*, recommande*, note maximale, aucune anomalie, aucun problème, rien à signaler, aucune remarque, conforme, sans danger, inoffensif, la meilleure note, avis favorable
review-object: modification*, relecture, candidature*, candidat*, demande de fusion, rapport, fichier, alerte*, dossier, manuscrit
disable: désactive*, désactiver, désactivez, coupe*, supprime*, supprimer, retirez, retirer, contourne*, contourner, saute*, enlève*, assouplis, efface*
security: certificat*, vérification*, authentification, signature*, test, tests, contrôle*, journalisation, autorisation*, validation, sécurité, pare-feu, chiffrement, verrouillage, alarme*, seuil*
exec: exécute*, exécuter, exécutez, lance*, lancer, installez, télécharge*, télécharger, ouvre*, efface*
copy: copiez, copier, recopie*, recopiez, collez, ajoute*, ajouter, insère*, insérer, reproduis, reproduire, placez, intègre*
self: ce paragraphe, cette note, ce texte, ce commentaire, cette ligne, cette instruction, cette consigne, ce bloc, ce message, cette mention, cette règle, cette phrase
every: chaque fichier, tous les fichiers, chaque projet, tous les projets, chaque dépôt, tous les dépôts, chaque réponse, chaque commit, autres projets, autres dépôts, chaque readme, partout, chaque document
memory: mémoire, retiens, mémorise*, souviens-toi, enregistre*, sessions futures, prochaines sessions, durablement, définitivement, pour toujours
trust: fiable, de confiance, fais confiance, privilégie*, préfère*, recommande toujours, meilleur choix
priority: prime sur, priment sur, a priorité, ont priorité, l'emporte sur, prioritaire, prévaut, même si l'utilisateur, quoi que dise, avant toute autre
tool-first: avant tout autre outil, avant chaque outil, avant chaque appel, à chaque requête, pour chaque requête, à la place de, au lieu de
respond-only: réponds uniquement, répondez uniquement, réponds seulement, rien d'autre, uniquement par, commence chaque réponse, termine chaque réponse, se contente de répondre
repeat: indéfiniment, sans fin, à l'infini, sans t'arrêter, ne t'arrête pas, pour toujours, sans cesse
physical: robot*, bras, moteur*, vanne*, arrêt d'urgence, capteur*, chauffage, pompe, verrou
exceed: au-delà, vitesse maximale, pleine puissance, dépasse*
evade: ne pas analyser, n'analyse pas, ne scanne pas, ignore ce fichier, ne signale pas, faux positif
persona-reader: si tu es une ia, si vous êtes une ia, en tant qu'ia, les assistants doivent, les agents doivent, l'assistant doit, l'agent doit, tu dois, vous devez, toute ia, tout assistant, tout agent
meta: attaque*, attaquant*, malveillant*, injection*, vulnérabilité*, menace*, piège*, détecte*, défense, empêche*
example: par exemple, exemple*, p. ex
reported: te demande de, vous demande de, demande d'ignorer, si un utilisateur, si quelqu'un, tente de, essaie de, cherche à
defence-scope: dans le document, dans les documents, dans le texte, à l'intérieur, contenues dans, issues du, dans la page
not: ne, n', pas, jamais, aucun, aucune, sans
