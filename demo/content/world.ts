/** Customers who write in Japanese, Chinese, Arabic, Hebrew and Russian. */
export const world = `
=== tokyo-showroom | ペンダントライトの納期について | inbox
haruka: 佐藤 遥 <haruka.sato@akari-showroom.example>; plain; ja; charset=ISO-2022-JP; +0900; sig=佐藤 遥 / あかりショールーム 東京
--- haruka 2 05:20
Lindenhof Workshop 御中

お世話になっております。あかりショールームの佐藤です。

先日ご案内いただいたペンダントライト「リンデ」(ウォールナット、32cm)について、追加で四台注文したいと考えております。納期はどのくらいになりますでしょうか。

また、日本の電圧(100V)でも問題なく使えるか、念のためご確認いただけますと幸いです。

どうぞよろしくお願いいたします。
--- marta 2 08:55
Dear Ms Sato,

thank you for your message, we were able to read it with the help of a friend.

Four Linde 32 in walnut can leave here in four weeks. The lamp itself has no electronics, so 100 V is fine with a Japanese E26 bulb; we will fit E26 sockets as we did for the first two.

With kind regards from Lindenhof
--- haruka 1 04:10
マルタ様

早速のご返信ありがとうございます。E26で問題ありません。それでは四台、正式に注文いたします。

納品を楽しみにしております。

=== kyoto-tea | 茶室の照明
shimizu: 清水 健一 <k.shimizu@chashitsu-kenchiku.example>; outlook; ja; charset=ISO-2022-JP; +0900; sig=清水 健一 / 清水建築設計室
--- shimizu 37 03:45
はじめまして。京都で茶室の設計をしている清水と申します。

小さな茶室(二畳)のために、なるべく暗い照明を探しています。貴社の作品の影がとても美しいと思いました。光を弱くすることは可能でしょうか。
--- aylin 37 10:20
Dear Mr Shimizu,

a lamp for the shadow: that is the most beautiful request we have had. Yes. I can turn the shade with only 2 mm of wall in ash, then the wood itself glows, and use a 1 W bulb at 2200 K.

May I make a test piece for you?
--- shimizu 36 02:30
ぜひお願いいたします。急ぎませんので、納得のいくまでお作りください。

=== shanghai-order | 关于灯具订购的咨询
chenli: 陈丽 <chen.li@guangyu-design.example>; outlook; zh; charset=GB18030; +0800; sig=陈丽 / 光语设计（上海）
--- chenli 8 03:15
您好！

我们是上海的一家室内设计公司，对贵公司的胡桃木吊灯非常感兴趣。请问：

1. 订购20盏的价格是多少？
2. 交货期需要多久？
3. 是否可以提供样品？

期待您的回复，谢谢！
--- marta 8 09:30 attach="Quote 2026-417.pdf"
Dear Ms Chen,

thank you for your interest. In the order of your questions:

1. 20 Linde 32 in walnut: 318 € each, the quote is attached.
2. Seven weeks, then about ten days by air.
3. Yes, one sample lamp at half price, deducted from the order later.
--- chenli 7 02:40
非常感谢您的详细回复。我们先订购一盏样品，寄到上海办公室。地址如附件。
--- jonas 7 08:20 attach="Order 2286.pdf"
Dear Ms Chen, the sample leaves today with express. You will have the tracking number this afternoon.

=== taipei-thanks | 謝謝你們的檯燈
lin: 林怡君 <yichun.lin@taipeimail.example>; gmail; zh; +0800
--- lin 29 11:48 inline="desk taipei.jpg"
你們好！檯燈今天收到了，比照片還漂亮，木頭的味道也很好聞。我把它放在書桌上，附上一張照片。謝謝你們這麼用心的包裝！
--- jonas 28 08:10
Dear Yi-Chun, what a lovely desk, and the books have clearly been waiting for this lamp. Thank you for the photo!

=== beirut-cafe | استفسار عن مصابيح لمقهى
nadine: نادين خوري <nadine@qahwa-beirut.example>; gmail; ar; +0200; sig=نادين خوري / قهوة بيروت
--- nadine 5 12:05
مرحباً،

رأيت مصابيحكم في مقهى صديقة في باريس وأعجبتني كثيراً. نحن نفتتح مقهى صغيراً في بيروت ونحتاج إلى ستة مصابيح معلّقة من خشب الجوز. هل ترسلون إلى لبنان؟ وكم تستغرق المدة؟

مع الشكر والتقدير،
--- marta 4 09:22
Dear Nadine,

yes, we do. Six Linde 24 in walnut take five weeks, shipping to Beirut by air is 140 € in all. For a café I would choose the 24, it gives every table its own light.

I answer in English because my Arabic ends at "qahwa". I hope that is all right!
--- nadine 4 10:48
الإنجليزية ممتازة، شكراً! القياس 24 مناسب جداً. أرجو إرسال الفاتورة لكي نحوّل المبلغ هذا الأسبوع.
--- jonas 4 11:30 attach="Invoice 2026-1192.pdf"
Dear Nadine, the invoice is attached. We have already put the wood aside for you.

=== haifa-lamp | שאלה על מנורת אסט
noa: נועה ברק <noa.barak@carmelpost.example>; gmail; he; +0200
--- noa 15 13:30
שלום,

קניתי אצלכם לפני שנה מנורת Ast ואני מאוד אוהבת אותה. האם אפשר להזמין רק אהיל נוסף, בעץ אלון במקום מילה? ואיזו נורה אתם ממליצים?

תודה רבה,
נועה
--- jonas 14 09:12
Dear Noa,

how nice that you like it. Yes, a shade in oak is 96 €, it fits on the same base. As for the bulb: a small globe, 4 W, 2700 K, matt, so that you do not see the point of light.
--- noa 14 11:05
מעולה, אני מזמינה. תודה על התשובה המהירה!

=== petersburg-repair | Ремонт лампы
olga: Ольга Савельева <olga.saveleva@nevapost.example>; thunderbird; ru; charset=KOI8-R; +0300
--- olga 21 10:40
Здравствуйте!

Три года назад мы купили у вас подвесной светильник из ореха. Недавно во время ремонта повредили потолочную чашку. Можно ли заказать новую, латунную, диаметром 10 см? Сколько это будет стоить вместе с доставкой?

С уважением,
Ольга Савельева
--- jonas 21 13:05
Dear Olga,

a new brass canopy (10.5 cm, it fits the old bracket) is 48 €. We can send it to your daughter's address in Riga again, as last time; shipping there is 14 €.
--- olga 20 12:10
Большое спасибо! Да, пожалуйста, на адрес дочери в Ригу. Деньги переведу сегодня.

=== almaty-architect | Запрос прайс-листа
timur: Тимур Ахметов <timur@buro-akhmetov.example>; outlook; ru; charset=KOI8-R; +0500; sig=Тимур Ахметов / Архитектурное бюро, Алматы
--- timur 46 06:25
Добрый день! Мы проектируем небольшой отель в горах под Алматы и рассматриваем ваши светильники для лобби. Пришлите, пожалуйста, прайс-лист и чертежи в формате DWG.
--- jonas 46 09:10 attach="Price list.pdf, Linde drawings.zip"
Dear Timur, the price list is attached, the drawings are in the archive. If you send us the plan of the lobby, Marta will gladly suggest an arrangement.
--- timur 45 05:50
Спасибо за оперативность! План пришлём на следующей неделе.
`
