# Spanish. Format: see en.lex.
ai-strong: asistente de ia, asistentes de ia, agente de ia, agentes de ia, modelo de lenguaje, modelos de lenguaje, inteligencia artificial, asistente de código, asistentes de código, agente de código, agentes de código, revisor automático, lectores automáticos
ai-weak: la ia, una ia, uma ia, de ia, para ia, as ia, les ia, des ia, aux ia, ias, asistente*, agente*, modelo, modelos, bots, herramienta
user: usuario*, desarrollador*, personas, humano*, nadie, cliente*, revisor*, equipo, operador*, alguien, propietario*, autor
prior: anteriores, anterior, previas, previos, previa, todas, todos, tus, sus, iniciales, arriba, originales
rules: instruccion*, instrucción, reglas, regla, directriz, directrices, normas, políticas, restriccion*, indicaciones, límites
request: solicitud, petición, pregunta, tarea, conversación
ignore: ignora, ignore, ignorar, ignoren, olvida*, olvide*, descarta*, haz caso omiso, haga caso omiso, hacer caso omiso, no sigas, no obedezcas, deja de lado, pasa por alto, no tengas en cuenta, desatiende*
new-task: nueva tarea, nuevas instrucciones, verdadera tarea, nuevo objetivo
end-marker: fin del documento, fin de las instrucciones, fin del prompt, fin de la entrada
system-tag: nota para la ia, nota para ia, nota a la ia, nota para asistentes, nota para los asistentes, nota para agentes, nota para los agentes, aviso para la ia, mensaje del sistema, instrucción para la ia, instrucciones para la ia, para los asistentes, a los asistentes, para los agentes, para modelos, para el modelo, aviso a los modelos, atención ia
reveal: revela*, muestra*, mostrar, imprime*, repite*, repetir, escribe*, divulga*, enseña*, dime, devuelve*, copia aquí, traduce*, responde con
system-prompt: prompt del sistema, mensaje del sistema, instrucciones ocultas, instrucciones internas, instrucciones iniciales, instrucciones secretas, instrucciones originales, tus instrucciones, sus instrucciones, indicaciones ocultas
secret: contraseña*, credencial*, secreto*, clave, claves, clave api, claves api, clave privada, tokens, clave de acceso
secret-strong: variables de entorno, historial de conversación, historial de la conversación, historial de chat, datos de clientes, lista de clientes, datos personales, repositorios privados
send: envía*, enviar, envíe, manda, mandar, subir, publica, publicar, transmite*, transmitir, adjunta*, reenvía*, añade a la url, incluye en la url
dest: dirección, servidor, enlace, imagen, parámetro, punto final
secrecy: sin mencionarlo, sin mencionar, sin decirlo, sin decir, sin avisar, sin informar, sin comentarlo, no lo menciones, no menciones, no mencione, no lo mencione, no digas, no diga, no le digas, no informes, no informe, no avises, no avise, no reveles, no lo comentes, no comentes, no hables de, en silencio, silenciosamente, en secreto, discretamente, a escondidas, sin que el usuario, sin que nadie, no hace falta mencionar, no hace falta avisar, no hace falta decir, no es necesario mencionar, no es necesario avisar, no necesita saber, no necesitan saber, no tiene por qué saber, no aparezca, que no aparezca, fuera del resumen, sin dejar rastro, queda entre nosotros, oculta*, ocultar, no lo muestres, no lo incluyas en, calla, callar
no-confirm: sin preguntar, sin confirmación, sin confirmar, sin pedir permiso, sin pedir confirmación, sin aprobación, no preguntes, no pidas, no solicites, sin esperar, sin consultar, ya está aprobado, ya aprobado
role: ahora eres, ahora usted es, a partir de ahora, de ahora en adelante, desde ahora, actúa como, actúe como, haz de cuenta, finge, imagina que eres, ya no eres, interpreta el papel
unrestricted: sin restriccion*, sin límites, sin filtros, sin censura, sin reglas, ninguna regla, modo desarrollador, cualquier petición, cualquier solicitud, nunca te niegues, no te niegues
approve: aprueba*, aprobar, apruebe, acepta*, aceptar, fusiona*, recomienda*, puntuación máxima, máxima puntuación, máxima calificación, sin problemas, ningún problema, sin hallazgos, seguro, inofensivo, válido, como seguro, todo correcto, nota máxima
review-object: cambio*, revisión, solicitud de cambios, candidatura*, candidato*, informe, archivo, alerta*, artículo, manuscrito, hallazgo*
disable: desactiva*, desactivar, deshabilita*, apaga*, elimina*, eliminar, quita*, quitar, omite*, omitir, salta*, saltar, borra*, borrar, relaja*, comenta
security: certificado*, verificación, autenticación, firma*, prueba*, pruebas, comprobación, comprobaciones, registro*, permisos, validación, seguridad, cortafuegos, cifrado, enclavamiento, alarma*, límite*
exec: ejecuta*, ejecutar, ejecute, instala*, instalar, descarga*, descargar, lanza*, abre, clona*, borra, sobrescribe*
copy: copia*, copiar, copie, pega*, pegar, añade*, añadir, agrega*, inserta*, insertar, incluye*, reproduce, coloca*
self: este párrafo, esta nota, este texto, este comentario, esta línea, esta instrucción, este bloque, este mensaje, este aviso, esta regla, esta frase
every: cada archivo, todos los archivos, cada proyecto, todos los proyectos, cada repositorio, todos los repositorios, cada respuesta, cada commit, otros proyectos, otros repositorios, cada readme, en todas partes, cada documento
memory: memoria, recuerda*, memoriza*, guarda*, sesiones futuras, futuras sesiones, permanentemente, para siempre, de forma permanente
trust: confía*, confiable*, de confianza, prefiere*, recomienda siempre, mejor opción
priority: tiene prioridad, tienen prioridad, prevalece*, por encima de, prioridad sobre, aunque el usuario, diga lo que diga, antes que cualquier
tool-first: antes de cualquier otra herramienta, antes de cada llamada, antes de cada herramienta, en cada petición, en lugar de
respond-only: responde solo con, responde únicamente, responda solo, nada más, únicamente con, empieza cada respuesta, termina cada respuesta
repeat: indefinidamente, sin parar, sin fin, infinitamente, para siempre, no te detengas
physical: robot*, brazo, motor*, válvula*, parada de emergencia, sensor*, calefacción, bomba
exceed: más allá, velocidad máxima, máxima potencia, supera*
evade: no analices, no analizar, no escanees, omite este archivo, ignora este archivo, no reportes, no marques, falso positivo
persona-reader: si eres una ia, si usted es una ia, como ia, los asistentes deben, los agentes deben, el asistente debe, el agente debe, debes, tienes que, toda ia, todo asistente, todo agente, cualquier agente, cualquier asistente
meta: ataque*, atacante*, malicios*, inyección, inyecciones, vulnerabilidad*, amenaza*, detecta*, defensa, evita*, impide*
example: por ejemplo, ejemplo*
reported: te pide que, le pide que, pide ignorar, si un usuario, si alguien, intenta*, trata de, cuando un usuario
defence-scope: en el documento, en los documentos, dentro del, en el texto, contenidas en, de la página
not: no, nunca, jamás, ningún, ninguna, sin, ni
