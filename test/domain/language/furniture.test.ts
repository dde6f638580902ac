import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cleanText } from '../../../src/domain/language/clean.ts';

const ABOVE = 'Казахстан и США подписали соглашение о поставке локомотивов, сообщил министр транспорта.';
const BELOW = 'Қазақстан мен АҚШ локомотив жеткізу туралы келісімге қол қойды, деді көлік министрі.';
/** What is left of `line` between two paragraphs of news. */
const left = (line: string) =>
  cleanText('', `${ABOVE}\n${line}\n${BELOW}`, ['Kazinform'])
    .paragraphs.map(({ text }) => text)
    .slice(1, -1);

/** Lines as sites print them around an article: embeds, counters, times, buttons, credits, authors, notices. */
const FURNITURE = `
View this post on Instagram
A post shared by Akorda Press (@akorda_press)
Публикация от Акорда (@akorda_press)
Посмотреть эту публикацию в Instagram
Бұл жазбаны Instagram-нан қарау
Instagram желісінде осы жазбаны қарау
Посмотреть в Telegram
Смотреть на YouTube
Watch on YouTube
Please open Telegram to view this post
VIEW IN TELEGRAM
Видео недоступно
Ваш браузер не поддерживает видео
Your browser does not support the video tag.
Loading...
Загрузка…
Жүктелуде...
2 мин
2 мин чтения
3 минуты чтения
8 МИНУТНОЕ ЧТЕНИЕ
Время чтения: 4 мин.
Читать 3 мин.
оқу уақыты: 3 минут
24 мин
оқу үшін
4 236 рет
4236 рет көрсетілді
көрсетілді
Оқылды: 1 532
Қаралған саны: 318
Оқу үшін 2 минут
4 minute read
Reading time: 3 minutes
12:45 Almaty time
14:05 (время Астаны)
Астана уақыты бойынша 14:05
Обновлено 2 часа назад
5 сағат бұрын
2 hours ago
22 Қыркүйек, 2025
22.09.2025, 14:05 | Политика
Сұхбат • 21 Ақпан, 2025
Саясат • 12 Қараша, 2025
Политика 22 сентября 2025, 14:05
Жаңалықтар мұрағаты
Архив новостей
Иконка комментария блок соц сети
ПОДЕЛИТЬСЯ
Поделиться в Telegram
Поделиться в WhatsApp
Facebook-те бөлісу
WhatsApp арқылы бөлісу
Share on Telegram
Facebook Twitter WhatsApp Telegram
Поделились: 12
Нравится 14 Не нравится 2
👍 12 ❤️ 3 🔥 1
close
Закрыть
Жабу
Сергей Волков/РИА «Новости»
Алексей Петров / РИА Новости
Асель Нурланова/dala.kz
Дэниел Картер. Фото Данияр Омаров/dala.kz
Сурет: wikimedia/John Smith
Фото: ©Depositphotos.com/author
Фото из открытых источников
Фото из архива редакции
Фото: из открытых источников
Фото предоставлено пресс-службой министерства
Сурет ашық дереккөзден алынды
Сурет ашық дереккөзден
ашық дереккөзі
Көрнекі сурет
Иллюстративное фото
Иллюстрация сгенерирована нейросетью
ЖИ көмегімен жасалған сурет
Сурет ЖИ арқылы жасалды
Image: Unsplash
AFP via Getty Images
Getty Images/AFP
Скриншот видео
Видеодан алынған скриншот
Кадр из видео
Фотоколлаж Dala.kz
Instagram: @akorda_press
t.me/akorda_press
https://t.me/dala
@dala_news
Наш Telegram-канал
Telegram-канал
Telegram-арна
Біздің Telegram-канал
Мы в Telegram
Мы в соцсетях
Біз әлеуметтік желіде
Біз Instagram-да
Читайте нас в Telegram
Читайте нас в Google News
Подпишись на наш канал
Подписывайтесь на нас в Google News
Следите за самыми актуальными новостями в нашем Telegram-канале и на странице в Instagram
Самые свежие новости ищите на наших страницах в Instagram и Telegram
Хотите получать новости быстрее всех? Подписывайтесь на нас в Telegram!
Получайте быстрый доступ к эксклюзивам и важным новостям
Ең өзекті жаңалықтарды Telegram-арнамыздан оқыңыз
Жаңалықтардан қалыс қалмаңыз! Telegram арнамызға жазылыңыз
Бізге Google News арқылы жазылыңыз
Бізді Telegram желісінен оқыңыз
Ұнаса, достарыңызбен бөлісіңіз
Жаңалық ұнады ма? Бөлісіңіз
Мақала ұнаса, бөлісіңіз!
Осы материалды бөлісіңіз
Была ли статья полезной?
Что вы думаете об этом?
Оцените материал
Материалды бағалаңыз
Оставьте свой комментарий
Пікір жазу
Пікіріңізді қалдырыңыз
Комментарии (12)
Пікірлер (3)
Комментариев пока нет
Чтобы оставить комментарий, авторизуйтесь
Пікір қалдыру үшін тіркеліңіз
Добавить в избранное
Сохранить
Сақтау
Размер шрифта
Aa
Шрифт: A A A
Слушать новость
Мақаланы тыңдау
Озвучить текст
Версия для слабовидящих
Нашар көретіндерге арналған нұсқа
Русский Қазақша English
ҚАЗ РУС ENG
Қаз | Рус | Eng
RU KZ EN
Қазақша оқу
Читать на русском
Read in Russian
Қазақшасын оқу
Қазір оқылып жатыр
Сейчас читают
Сейчас обсуждают
Популярные новости
Топ новостей
Ең көп оқылған
Тағы да
Ещё новости
Еще по теме
Вам может быть интересно
Возможно, вас заинтересует
Сізге қызықты болуы мүмкін
Сізге ұнауы мүмкін
Рекомендуем прочитать
Не пропустите
Материалы партнёров
Загрузить ещё
Көбірек көрсету
Тағы көрсету
Показать больше
Load more
Следующая новость
Предыдущая новость
Келесі жаңалық
Алдыңғы жаңалық
Next article
Previous article
Подробности: по ссылке
Оригинал статьи: dala.kz
Первоисточник: Reuters
Ақпарат көзі: dala.kz
Дереккөз: Dala.kz
Тілші: Айгүл Сейтқали
Журналист: Ерлан Омаров
Корреспондент: Дана Ахметова
Айгүл СЕЙТҚАЛИ, «Дала хабары»
Ерлан ОМАРОВ, Астана
Айгүл Сейтқали, тілші
Алия Ахметова, корреспондент
Подготовила Алия Ахметова
Дайындаған Айгүл Сейтқали
Сұхбаттасқан Айгүл Сейтқали
Әңгімелескен Ерлан Омаров
Беседовала Алия Ахметова
Беседовал Ерлан Омаров.
Аударған Айгүл Сейтқали
Written by Dana Omarova
Reporting by John Smith; editing by Jane Doe
Staff Writer
Staff report
By Staff Reporter
Редакция
Редакциядан
Баспасөз қызметі
Пресс-служба
Реклама 16+
18+
0+
Erid: 2VtzqwExample
ТОО «Дала медиа»
БИН 123456789012
Свидетельство о постановке на учёт № 12345-СИ
Мнение автора может не совпадать с позицией редакции
Редакцияның көзқарасы автордың пікірімен сәйкес келмеуі мүмкін
Материал подготовлен при поддержке партнёра
На правах рекламы
Партнёрский проект
Материал опубликован в рамках государственного информационного заказа
Мемлекеттік тапсырыс аясында жарияланды
Cookie-файлы
Мы используем cookies
We use cookies to improve your experience.
Accept all cookies
Осы тақырыпта оқыңыз
Осы айдардағы басқа жаңалықтар
Бөлім: Саясат
Рубрика: Политика
Метки: США, Казахстан
Кілт сөздер: АҚШ, уран
#АҚШ #Қазақстан #саммит
Байланысты тегтер:
Содержание
Оглавление
Мазмұны
Назад
Артқа
Вперёд
Наверх
Подробнее →
Толығырақ →
Толығырақ оқу
Жалғасын оқу
Читать полностью →
Подробнее читайте здесь
Толық нұсқасын мына сілтемеден оқыңыз
Полный текст — по ссылке
WhatsApp-тағы арнамызға тіркеліңіз
TikTok-та бізді бақылаңыз
Қате туралы хабарлау
Қатені байқасаңыз, бізге жазыңыз
Сообщить новость
Жаңалық жіберу
Есть новость? Напишите нам: +7 700 123 45 67
Telegram-бот: @dala_bot
Photo: Akorda press service
(Photo: Akorda)
[Photo/Akorda]
Photo courtesy of the Embassy
Image credit: Wabtec
File photo
Архивное фото
Мұрағаттағы сурет
Listen to this article
Print
Email
Updated: 22 Sep 2025, 14:05 GMT+5
Last updated on September 22, 2025
22 September 2025, 14:05
September 22, 2025 2:05 PM
Mon, Sep 22, 2025
Дүйсенбі, 22 қыркүйек 2025
Понедельник, 22 сентября 2025
Most Popular
You might also like
Editor's picks
Sign up for our daily newsletter
Get the latest news delivered to your inbox
Comments (0)
0 comments
Leave a Reply
Your email address will not be published.
Ваш адрес email не будет опубликован.
About the author
An official website of the United States government
Here's how you know
Official websites use .gov
A .gov website belongs to an official government organization in the United States.
A .mil website belongs to an official U.S. Department of Defense organization in the United States.
A lock ( ) or https:// means you’ve safely connected to the .gov website.
Share sensitive information only on official, secure websites.
Об авторе
Автор туралы
`
  .trim()
  .split('\n');

/** Lines of news that begin with the same words. */
const NEWS = `
Читать лекции в Аризоне приедут казахстанские учёные
Сохранить рабочие места обещал американский инвестор
Показать результат стороны обещают весной
Загрузка завода вырастет вдвое
Подробности сделки стороны не раскрыли
Закрыть границу предложили сенаторы
Открыть консульство планируют в Актау
Telegram оштрафовали в США
Instagram и Facebook заработали в Казахстане
YouTube-те қазақстандық арна АҚШ рекордын жаңартты
Следующая встреча пройдёт в Вашингтоне
Келесі саммит АҚШ-та өтеді
Келесі кездесу Астанада өтеді
Популярные американские бренды уходят с рынка
Көп оқылған кітап АҚШ-та жарық көрді
Мы и США
Содержание урана в руде выросло до 0,3 процента
Оқу ақысы 2,9 миллион теңге
Оқу 12 мың долларға қымбаттады
Пікір алмасу алаңы құрылады
Архив Госдепартамента открыли
Мазмұнды кездесу өтті
Автор поправки Чарльз Вэник умер
Редакция закона изменится
Фото Трампа и Токаева разошлось по сети
Видео с места крушения изучает полиция
Фото из космоса показало новый завод
Снимки из космоса передала американская компания
Сурет көрмесі Вашингтонда ашылды
Скриншоты переписки попали в суд
Кадр за кадром: саммит в Вашингтоне
Журналист: власти США ответят на вопросы о тарифах
Эксперт: сделка выгодна обеим сторонам
Айгүл Сейтқали, министр
Дональд Трамп, президент США
Марко Рубио / Ерлан Көшербаев кездесуі
Реклама американских товаров подорожала
Подготовили 1 500 инженеров
Подготовила почву для сделки американская сторона
Перевёл деньги в США бывший чиновник
Редакция New York Times извинилась
Политика 2025 года изменилась
Экономика США: рост 3,1 процента
Саясат пен экономика: 2026 жылғы болжам
Қазақстан – 2050
Наука и бизнес: 12 проектов
Материал опубликован в журнале Nature, сообщили учёные
Мнение автора доклада поддержали сенаторы
ТОО «Дала» подписало контракт с Wabtec
БИН компании отозвали
Cookies бренд откроет завод в Алматы
The views expressed by the senator drew criticism
Следите за курсом, советует банк
Read the bill, the senator said
Watch out for tariffs
Share of US firms grows
Next visit is planned for May
Latest sanctions hit two banks
Most Popular president of the region visits US
Views on trade differ
A lock on the border gate was replaced, the minister said
Official website of the embassy was hacked, the ministry said
`
  .trim()
  .split('\n');

describe('what sites print around an article', () => {
  for (const line of FURNITURE) test(`goes: ${line}`, () => assert.deepEqual(left(line), []));
  for (const line of NEWS) test(`is not: ${line}`, () => assert.deepEqual(left(line), [line]));
});
