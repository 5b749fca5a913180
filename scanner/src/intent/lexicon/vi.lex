# Vietnamese. Format: see en.lex.
ai-strong: trí tuệ nhân tạo, mô hình ngôn ngữ, trợ lý ai, tác nhân ai, trợ lý lập trình, tác tử ai
ai-weak: trợ lý, tác nhân, tác tử, mô hình
user: người dùng, lập trình viên, nhà phát triển, mọi người, khách hàng, người duyệt, bất kỳ ai, người vận hành
prior: trước đó, trước đây, ở trên, tất cả, mọi, ban đầu
rules: hướng dẫn, chỉ dẫn, chỉ thị, quy tắc, quy định, giới hạn, mệnh lệnh
request: yêu cầu, câu hỏi, nhiệm vụ
ignore: bỏ qua, phớt lờ, quên, đừng tuân theo, không tuân theo, gạt bỏ
new-task: nhiệm vụ mới, chỉ dẫn mới, hướng dẫn mới, thay vào đó
system-tag: ghi chú cho ai, gửi trợ lý, dành cho trợ lý, dành cho ai, dành cho mô hình, thông báo hệ thống, gửi mô hình, lưu ý cho trợ lý
reveal: hiển thị, in ra, tiết lộ, lặp lại, liệt kê, cho tôi biết, viết ra, trích dẫn, trả lời bằng
system-prompt: lời nhắc hệ thống, chỉ dẫn hệ thống, hướng dẫn ẩn, chỉ dẫn ẩn, hướng dẫn nội bộ, chỉ dẫn ban đầu
secret: mật khẩu, khóa api, khoá api, thông tin đăng nhập, mã bí mật, bí mật, khóa riêng
secret-strong: biến môi trường, lịch sử trò chuyện, lịch sử hội thoại, dữ liệu khách hàng, thông tin cá nhân
send: gửi, tải lên, đăng lên, chuyển tiếp, đính kèm
dest: địa chỉ, máy chủ, liên kết, hình ảnh, tham số
secrecy: không nhắc, đừng nhắc, không đề cập, đừng đề cập, không nói, đừng nói, không báo, đừng báo, không thông báo, đừng thông báo, không cần nhắc, không cần nói, không cần báo, không cần biết, âm thầm, lặng lẽ, bí mật, kín đáo, không tiết lộ, không hiển thị, không liệt kê, giấu, che giấu, không để người dùng, đừng để người dùng, đừng liệt kê
no-confirm: không cần hỏi, không hỏi, đừng hỏi, không cần xác nhận, không xác nhận, không cần phê duyệt, đã được duyệt
role: bây giờ bạn là, từ bây giờ, từ nay, hãy giả vờ, đóng vai, bạn không còn
unrestricted: không giới hạn, không có giới hạn, không hạn chế, không kiểm duyệt, không có quy tắc, chế độ nhà phát triển, mọi yêu cầu, không bao giờ từ chối
approve: phê duyệt, chấp thuận, chấp nhận, hợp nhất, điểm cao nhất, điểm tối đa, không có vấn đề, an toàn, vô hại, đề xuất
review-object: thay đổi, đánh giá, ứng viên, báo cáo, tệp, cảnh báo, bản vá
disable: tắt, vô hiệu hóa, xóa, gỡ bỏ, bỏ qua, vượt qua, loại bỏ
security: chứng chỉ, xác thực, xác minh, chữ ký, kiểm thử, kiểm tra, quyền, bảo mật, mã hóa, nhật ký
exec: chạy, thực thi, cài đặt, tải về, tải xuống, mở
copy: sao chép, dán, thêm, chèn
self: đoạn này, đoạn văn này, ghi chú này, dòng này, bình luận này, chỉ dẫn này, văn bản này, thông báo này
every: mọi tệp, mỗi tệp, tất cả các tệp, mọi dự án, mỗi dự án, mọi kho, mỗi câu trả lời, các dự án khác, khắp nơi
memory: ghi nhớ, nhớ, bộ nhớ, lâu dài, vĩnh viễn, các phiên sau, lưu
trust: tin cậy, đáng tin, luôn đề xuất, ưu tiên
priority: được ưu tiên hơn, ưu tiên cao hơn, quan trọng hơn, cao hơn
respond-only: chỉ trả lời, chỉ xuất, không gì khác
repeat: mãi mãi, vô hạn, không dừng, liên tục
evade: không quét, đừng quét, không phân tích, đừng phân tích, bỏ qua tệp này
persona-reader: nếu bạn là ai, nếu bạn là mô hình, trợ lý phải, trợ lý cần, tác nhân phải, bạn phải, hãy
meta: tấn công, kẻ tấn công, độc hại, chèn lệnh, lỗ hổng, mối đe dọa, phát hiện, phòng thủ, ngăn chặn
example: ví dụ, chẳng hạn
reported: yêu cầu bạn, nếu người dùng, cố gắng
defence-scope: trong tài liệu, trong văn bản, trong trang
not: không, đừng, chưa, chớ
