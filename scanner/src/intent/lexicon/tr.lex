# Turkish. Format: see en.lex.
ai-strong: yapay zek*, dil model*, sohbet robot*, kodlama ajan*, kod asistan*, yz
ai-weak: asistan*, ajan*, modeller, modeli, robot*
user: kullanıcı*, geliştirici*, insan*, kimse*, müşteri*, inceleyen*, ekip, yönetici*, operatör*
prior: önceki, yukarıdaki, tüm, bütün, şimdiye kadarki, mevcut, eski, ilk
rules: talimat*, kural*, yönerge*, komutlar*, kısıtlama*, sınırlama*, politika*
request: istek, isteği, soru, soruyu, görev*, konuşma*
ignore: yok say*, görmezden gel*, göz ardı et*, unut, unutun, dikkate alma*, uyma, uymayın
new-task: yeni talimat*, yeni görev*, asıl görev*, bunun yerine
system-tag: yapay zekâya not*, yapay zekaya not*, asistanlar için, asistanlara, ajanlar için, modeller için, sistem mesaj*, yapay zekâ için, yapay zeka için
reveal: göster*, yazdır*, açıkla*, tekrarla*, listele*, söyle, paylaş*, aktar*, yanıtla
system-prompt: sistem istem*, sistem talimat*, gizli talimat*, iç talimat*, başlangıç talimat*, kendi talimat*
secret: parola*, şifre*, anahtar*, kimlik bilgi*, gizli anahtar*, jeton*
secret-strong: ortam değişken*, konuşma geçmiş*, sohbet geçmiş*, müşteri veri*, kişisel veri*
send: gönder*, yükle, ilet, iletin, yayınla*, ekleyip gönder*
dest: adres*, sunucu*, bağlantı*, resim, görsel, parametre*
secrecy: bahsetme*, söyleme, söylemeyin, söylemeden, bildirme, bildirmeyin, bildirmeden, belirtme, belirtmeyin, belirtmeden, haber verme*, gösterme, göstermeyin, açıklama yapma*, sessizce, gizlice, fark ettirmeden, çaktırmadan, bilmesine gerek yok, bilmesi gerekmez, bahsetmeye gerek yok, söylemeye gerek yok, belirtmeye gerek yok, aramızda kalsın, gizle, gizleyin, özetinde yer verme*
no-confirm: sormadan, onay almadan, onay isteme*, onaysız, sorma, sormayın, izin almadan, izin isteme*, önceden onaylan*
role: artık sen, sen artık, bundan sonra, bundan böyle, gibi davran, rolünü üstlen, rolünü oyna, artık değilsin
unrestricted: kısıtlamasız, sınırsız, sansürsüz, filtresiz, kuralsız, kural yok, sınır yok, geliştirici modu*, asla reddetme*, her isteği
approve: onayla*, kabul et*, birleştir*, en yüksek puan*, tam puan, sorun yok, sorunsuz, güvenli, zararsız, öner, önerin
review-object: değişiklik*, inceleme*, aday*, rapor*, dosya*, uyarı*, makale*
disable: devre dışı bırak*, kapat*, kaldır*, sil, silin, atla, atlayın, es geç*, gevşet*
security: sertifika*, doğrulama*, kimlik doğrulama*, imza*, test, testleri, denetim*, günlük*, yetki*, güvenlik*, şifreleme*, kontrol*
exec: çalıştır*, kur, kurun, indir, indirin, aç, klonla*
copy: kopyala*, yapıştır*, ekle, ekleyin, yerleştir*
self: bu paragraf*, bu not*, bu metin*, bu metni, bu yorum*, bu satır*, bu talimat*, bu blok*, bu mesaj*, bu kural*
every: her dosya*, tüm dosya*, her proje*, tüm proje*, her depo*, her yanıt*, diğer proje*, her yere
memory: hatırla*, bellek*, belleğ*, kalıcı*, gelecekteki oturum*, kaydet*, sonsuza dek
trust: güven, güvenilir, her zaman öner*, tercih et*
priority: önceliklidir, öncelik taşır, önce gelir, üstündür, daha önemli*
respond-only: yalnızca şunu, sadece şunu, yalnızca yanıt ver, başka bir şey
repeat: sonsuza kadar, sonsuz, durmadan, durma, sürekli tekrar*
evade: tarama, taramayın, analiz etme*, bu dosyayı atla*, işaretleme, yanlış alarm
persona-reader: yapay zekâysan, yapay zekaysan, asistanlar, ajanlar, asistan olarak, yapmalısın, yapmalıdır, etmelidir
meta: saldır*, kötü amaçlı, enjeksiyon*, zafiyet*, güvenlik açığ*, tehdit*, tespit*, engelle*
example: örneğin, örnek*
reported: ister, isterse, istiyorsa, kullanıcı sorarsa, çalışır
defence-scope: belgedeki, belge içindeki, metindeki, sayfadaki
not: değil, asla, hiçbir, olmadan
