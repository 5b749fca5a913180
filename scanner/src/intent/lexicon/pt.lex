# Portuguese. Format: see en.lex.
ai-strong: assistente de ia, assistentes de ia, agente de ia, agentes de ia, modelo de linguagem, modelos de linguagem, inteligência artificial, assistente de código, agentes de código, revisor automático, leitores automáticos
ai-weak: la ia, una ia, uma ia, de ia, para ia, as ia, les ia, des ia, aux ia, ias, assistente, assistentes, agente, agentes, modelo, modelos, robô
user: usuário*, utilizador*, desenvolvedor*, programador*, pessoa, pessoas, humano*, ninguém, cliente*, revisor*, equipe, equipa, operador*
prior: anteriores, anterior, prévias, todas, todos, suas, tuas, iniciais, acima, originais
rules: instruç*, regras, regra, diretrizes, orientações, políticas, restriç*, limites, comandos
request: pedido, pergunta, tarefa, solicitação, conversa
ignore: ignore, ignora, ignorem, esqueça*, esquece, desconsidere*, desconsidera, descarte*, não siga, não obedeça, deixe de lado
new-task: nova tarefa, novas instruções, tarefa real, em vez disso
end-marker: fim do documento, fim das instruções, fim do prompt
system-tag: nota para a ia, nota para ia, nota aos assistentes, nota para assistentes, nota para agentes, nota para os agentes, aviso para a ia, mensagem do sistema, instrução para a ia, para os assistentes, aos assistentes, para modelos, atenção ia, aos agentes
reveal: revele*, revela*, mostre*, mostra*, imprima*, repita*, escreva*, divulgue*, diga-me, exiba*, liste, traduza, responda com
system-prompt: prompt do sistema, mensagem do sistema, prompt de sistema, instruções ocultas, instruções internas, instruções iniciais, instruções secretas, suas instruções, tuas instruções
secret: senha*, palavra-passe, credencia*, segredo*, chave, chaves, chave de api, chaves de api, chave privada
secret-strong: variáveis de ambiente, histórico da conversa, histórico de conversa, dados de clientes, lista de clientes, dados pessoais, repositórios privados
send: envie*, enviar, mande*, manda, publique*, publica, transmita*, carregue*, anexe*, encaminhe*, poste
dest: endereço, servidor, imagem, parâmetro
secrecy: sem mencionar, sem avisar, sem dizer, sem informar, sem comentar, não mencione, não menciona, não diga, não conte, não informe, não avise, não revele, não comente, não fale, em silêncio, silenciosamente, em segredo, discretamente, às escondidas, sem que o usuário, sem que o utilizador, sem que ninguém, não precisa mencionar, não precisa avisar, não é preciso mencionar, não precisa saber, não precisam saber, fora do resumo, sem deixar rasto, sem deixar rastro, fica entre nós, oculte*, esconda*, não aparece no, não deve aparecer, não liste
no-confirm: sem perguntar, sem confirmação, sem confirmar, sem pedir, sem aprovação, sem autorização, não pergunte, não peça, sem esperar, já aprovado, já autorizado
role: agora você é, você agora é, agora és, a partir de agora, de agora em diante, aja como, finja*, imagine que você, você não é mais, já não és
unrestricted: sem restriç*, sem limites, sem filtros, sem censura, sem regras, nenhuma regra, modo desenvolvedor, modo de desenvolvedor, qualquer pedido, nunca recuse, não recuse
approve: aprove*, aprova*, aceite*, recomende*, nota máxima, pontuação máxima, sem problemas, nenhum problema, seguro, inofensivo, como seguro
review-object: alteraç*, mudança*, revisão, candidato*, candidatura*, relatório, arquivo, ficheiro, alerta*, artigo
disable: desative*, desativa*, desabilite*, desligue*, remova, remove, pule*, contorne*, apague*, exclua*
security: certificado*, verificação, autenticação, assinatura*, teste, testes, verificações, permissões, validação, segurança, criptografia, alarme*, limite, limites
exec: execute, executa*, rode, rodar, instale*, instala*, baixe*, descarregue*, abra*, apague
copy: copie, copia, cole*, adicione*, insira*, inclua*, acrescente*, reproduza*, coloque*
self: este parágrafo, esta nota, este texto, este comentário, esta linha, esta instrução, este bloco, esta mensagem, este aviso, esta regra
every: cada arquivo, todos os arquivos, cada ficheiro, todos os ficheiros, cada projeto, todos os projetos, cada repositório, todos os repositórios, cada resposta, cada commit, outros projetos, outros repositórios
memory: memória, lembre*, lembra*, memorize*, guarde*, sessões futuras, futuras sessões, permanentemente, para sempre
trust: confie*, confiável, de confiança, prefira*, recomende sempre, melhor opção
priority: tem prioridade, têm prioridade, prevalece*, acima de, mesmo que o usuário, prioridade sobre
tool-first: antes de qualquer outra ferramenta, antes de cada chamada, antes de cada ferramenta, em cada pedido, no lugar de
respond-only: responda apenas, responda somente, nada mais, apenas com, comece cada resposta, termine cada resposta
repeat: indefinidamente, sem parar, sem fim, infinitamente, não pare
evade: não analise, não analisar, não verifique, ignore este arquivo, não sinalize, falso positivo
persona-reader: se você é uma ia, se você for uma ia, como ia, os assistentes devem, os agentes devem, o assistente deve, o agente deve, você deve, toda ia, qualquer agente, qualquer assistente
meta: ataque*, atacante*, malicios*, injeç*, vulnerabilidade*, ameaça*, detecta*, defesa, impede*, evita*
example: por exemplo, exemplo*
reported: pede que, pedir que, se um usuário, se alguém, tenta*, tentar
defence-scope: no documento, dentro do, no texto, contidas em, da página
not: não, nunca, jamais, nenhum, nenhuma, sem, nem
