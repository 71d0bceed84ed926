/**
 * A receipt of format 1. Stored receipts are compressed against these very bytes and cannot be
 * read without them: never change or remove it. When the layout changes, add a second dictionary.
 */
export const dictionary1 = Buffer.from(
  `%PDF-1.4
%âãÏÓ
1 0 obj
<</Type/Catalog/Pages 2 0 R/Lang(en)>>
endobj
2 0 obj
<</Type/Pages/Count 1/MediaBox[0 0 595 842]/Resources<</Font<</R 3 0 R/B 4 0 R>>>>/Kids[5 0 R]>>
endobj
3 0 obj
<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>
endobj
4 0 obj
<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>
endobj
5 0 obj
<</Type/Page/Parent 2 0 R/Contents 6 0 R>>
endobj
6 0 obj
<</Length 2378>>stream
q 1 0 0 1 48 794 cm
1 0 0 1 0 -129 cm
0.2 g 0 125 36 4 re f
BT 0 g/B 26 Tf 0 89 Td (Receipt)Tj ET
BT 0.4 g/R 12 Tf 499 89 Td [2835(Acado)]TJ ET
BT 0.4 g/R 10 Tf 0 63 Td (Order)Tj ET
BT 0 g/R 10 Tf 80 63 Td (00000000-0000-7000-8000-000000000000)Tj ET
BT 0.4 g/R 10 Tf 0 48 Td (Placed)Tj ET
BT 0 g/R 10 Tf 80 48 Td (2026-11-20 12:00 UTC)Tj ET
BT 0.4 g/R 10 Tf 0 33 Td (Customer)Tj ET
BT 0 g/R 10 Tf 80 33 Td (customer-1)Tj ET
1 0 0 1 0 -20 cm
BT 0.4 g/R 8 Tf 0 7 Td (Item)Tj ET
BT 0.4 g/R 8 Tf 310 7 Td [3724(Quantity)]TJ ET
BT 0.4 g/R 8 Tf 400 7 Td [4223(Unit price)]TJ ET
BT 0.4 g/R 8 Tf 499 7 Td [6891(Amount in EUR)]TJ ET
0.2 g 0 0 499 1 re f
1 0 0 1 0 -27 cm
0.85 g 0 0 499 0.5 re f
BT 0 g/R 10 Tf 0 8 Td (SKU-1001)Tj ET
BT 0 g/R 10 Tf 310 8 Td [1112(10)]TJ ET
BT 0 g/R 10 Tf 400 8 Td [1946(0.10)]TJ ET
BT 0 g/R 10 Tf 499 8 Td [1946(1.00)]TJ ET
1 0 0 1 0 -50 cm
0.85 g 0 0 499 0.5 re f
BT 0 g/R 10 Tf 0 31 Td (The item of the first order, a long description which)Tj ET
BT 0 g/R 10 Tf 0 18 Td (wraps over to the next line)Tj ET
BT 0.4 g/R 8 Tf 0 8 Td (SKU-1001)Tj ET
BT 0 g/R 10 Tf 310 31 Td [1112(10)]TJ ET
BT 0 g/R 10 Tf 400 31 Td [3892(1,000.00)]TJ ET
BT 0 g/R 10 Tf 499 31 Td [4448(10,000.00)]TJ ET
1 0 0 1 0 -27 cm
0.85 g 0 0 499 0.5 re f
BT 0 g/R 10 Tf 0 8 Td (SKU-1001)Tj ET
BT 0 g/R 10 Tf 310 8 Td [2502(1,000)]TJ ET
BT 0 g/R 10 Tf 400 8 Td [3058(100.00)]TJ ET
BT 0 g/R 10 Tf 499 8 Td [5004(100,000.00)]TJ ET
1 0 0 1 0 -37 cm
0.85 g 0 0 499 0.5 re f
BT 0 g/R 10 Tf 0 18 Td (Item)Tj ET
BT 0.4 g/R 8 Tf 0 8 Td (SKU-1)Tj ET
BT 0 g/R 10 Tf 310 18 Td [1112(10)]TJ ET
BT 0 g/R 10 Tf 400 18 Td [2502(10.00)]TJ ET
BT 0 g/R 10 Tf 499 18 Td [3058(100.00)]TJ ET
1 0 0 1 0 -37 cm
0.85 g 0 0 499 0.5 re f
BT 0 g/R 10 Tf 0 18 Td (Item)Tj ET
BT 0.4 g/R 8 Tf 0 8 Td (SKU-1)Tj ET
BT 0 g/R 10 Tf 310 18 Td [556(1)]TJ ET
BT 0 g/R 10 Tf 400 18 Td [3058(100.00)]TJ ET
BT 0 g/R 10 Tf 499 18 Td [3058(100.00)]TJ ET
1 0 0 1 0 -37 cm
0.85 g 0 0 499 0.5 re f
BT 0 g/R 10 Tf 0 18 Td (Item)Tj ET
BT 0.4 g/R 8 Tf 0 8 Td (SKU-1)Tj ET
BT 0 g/R 10 Tf 310 18 Td [556(1)]TJ ET
BT 0 g/R 10 Tf 400 18 Td [2502(10.00)]TJ ET
BT 0 g/R 10 Tf 499 18 Td [2502(10.00)]TJ ET
1 0 0 1 0 -40 cm
BT 0 g/B 13 Tf 260 10 Td (Total EUR)Tj ET
BT 0 g/B 13 Tf 499 10 Td [5004(110,211.00)]TJ ET
Q
BT 0.4 g/R 8 Tf 48 28 Td (Order 00000000-0000-7000-8000-000000000000)Tj ET
BT 0.4 g/R 8 Tf 547 28 Td [5115(Page 1 of 1)]TJ ET

endstream
endobj
7 0 obj
<</Title(Receipt 00000000-0000-7000-8000-000000000000)/Producer(Acado)>>
endobj
xref
0 8
0000000000 65535 f\x20
0000000015 00000 n\x20
0000000069 00000 n\x20
0000000181 00000 n\x20
0000000269 00000 n\x20
0000000362 00000 n\x20
0000000420 00000 n\x20
0000002847 00000 n\x20
trailer
<</Size 8/Root 1 0 R/Info 7 0 R>>
startxref
2935
%%EOF
`,
  'latin1',
);
