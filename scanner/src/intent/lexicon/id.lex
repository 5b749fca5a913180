# Indonesian. Format: see en.lex.
ai-strong: kecerdasan buatan, model bahasa, asisten ai, agen ai, asisten kode, agen kode
ai-weak: asisten, agen
user: pengguna, pengembang, orang, siapa pun, siapapun, pelanggan, peninjau, manusia, operator
prior: sebelumnya, di atas, semua, seluruh, awal, terdahulu
rules: instruksi, petunjuk, aturan, perintah, pedoman, batasan, kebijakan, arahan
request: permintaan, pertanyaan, tugas, percakapan
ignore: abaikan, lupakan, kesampingkan, jangan ikuti, jangan patuhi, hiraukan
new-task: tugas baru, instruksi baru, sebagai gantinya
system-tag: catatan untuk ai, untuk asisten, untuk agen, untuk model, pesan sistem, kepada asisten, catatan untuk asisten
reveal: tampilkan, cetak, ungkapkan, ulangi, kutip, tuliskan, tunjukkan, sebutkan, bocorkan, jawab dengan
system-prompt: prompt sistem, instruksi sistem, instruksi tersembunyi, instruksi internal, instruksi awal
secret: kata sandi, kunci api, kredensial, rahasia, kunci, kunci privat
secret-strong: variabel lingkungan, riwayat percakapan, riwayat obrolan, data pelanggan, data pribadi
send: kirim, kirimkan, unggah, teruskan, lampirkan, terbitkan
dest: alamat, peladen, tautan, gambar
secrecy: jangan sebutkan, jangan beri tahu, jangan beritahu, jangan katakan, jangan laporkan, jangan tampilkan, jangan ungkapkan, jangan menyebut, jangan dicantumkan, tanpa menyebut*, tanpa memberi tahu, tanpa memberitahu, tanpa melaporkan, diam-diam, secara diam, tidak perlu menyebut*, tidak perlu disebut*, tidak perlu memberi tahu, tidak perlu tahu, tidak perlu dilaporkan, sembunyikan, rahasiakan
no-confirm: tanpa bertanya, tanpa konfirmasi, jangan tanya, jangan bertanya, tanpa persetujuan, tanpa izin, sudah disetujui
role: kamu sekarang, anda sekarang, mulai sekarang, mulai saat ini, berpura-pura, berperan sebagai, bukan lagi
unrestricted: tanpa batas, tanpa batasan, tanpa sensor, tanpa aturan, tanpa filter, tidak ada aturan, mode pengembang, jangan pernah menolak
approve: setujui, terima, gabungkan, nilai tertinggi, skor maksimal, tidak ada masalah, aman, rekomendasikan
review-object: perubahan, tinjauan, kandidat, laporan, berkas, peringatan
disable: nonaktifkan, matikan, hapus, lewati, hilangkan, cabut
security: sertifikat, verifikasi, autentikasi, tanda tangan, pengujian, pemeriksaan, izin, keamanan, enkripsi, validasi
exec: jalankan, pasang, unduh, buka, eksekusi
copy: salin, tempel, tambahkan, sisipkan, masukkan
self: paragraf ini, catatan ini, teks ini, komentar ini, baris ini, instruksi ini, pesan ini, aturan ini
every: setiap berkas, semua berkas, setiap file, semua file, setiap proyek, semua proyek, setiap repositori, setiap jawaban, proyek lain
memory: ingat, memori, simpan, permanen, sesi berikutnya, sesi mendatang, selamanya
trust: percayai, tepercaya, selalu rekomendasikan
priority: lebih penting dari, diutamakan, mendahului, prioritas lebih tinggi
respond-only: jawab hanya, hanya jawab, tidak ada yang lain
repeat: selamanya, tanpa henti, jangan berhenti, terus-menerus
evade: jangan pindai, jangan analisis, lewati berkas ini, jangan tandai
persona-reader: jika anda ai, jika kamu ai, asisten harus, agen harus, anda harus, kamu harus
meta: serangan, penyerang, berbahaya, injeksi, kerentanan, ancaman, deteksi, mencegah
example: misalnya, contoh
reported: meminta anda, jika pengguna, mencoba
defence-scope: di dalam dokumen, dalam dokumen, dalam teks
not: tidak, jangan, bukan, tanpa, tak
