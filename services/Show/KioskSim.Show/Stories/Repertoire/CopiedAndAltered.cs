using System.Globalization;
using KioskSim.Domain.Values;
using KioskSim.Inquiry.Comparison;
using KioskSim.Show.Sheet;
using KioskSim.Show.Stages;
using KioskSim.Show.Words;

namespace KioskSim.Show.Stories.Repertoire;

/// <summary>What a photocopier and an alterer make of a certificate, and how it is noticed (000-55, 000-56, 000-57, 000-59, 000-60).</summary>
static class CopiedAndAltered
{
    /// <summary>How much less even the ground of a copy looks, at the least.</summary>
    const double StandsOut = 0.15;

    static readonly SheetNumber First = new(1, 1);

    public static Story Story { get; } = new(
        "copied-and-altered",
        new("複写と書き換え", "Photocopied and altered"),
        new("普通紙の証明書を複写したり書き換えたりすると、どう分かるでしょうか。", "A certificate on plain paper is photocopied, then altered. How is that noticed?"),
        "usable",
        new Circumstances { Kiosk = Patiently.Wait },
        [
            new(
                new("市民が住民票の写しを受け取ります。", "A citizen gets a resident record."),
                new("紙はどこにでもある普通紙です。見分けるしくみは、印刷の中にあります。", "It is plain paper. What tells an original lies in the print."),
                new("表の地は600 dpiの細かい点です。裏には桜の模様と、スクランブル画像があります。", "The front's ground is fine dots at 600 dpi; on the back are a cherry blossom and the scramble image."),
                IssueAsync),
            new(
                new("裏の桜を赤外線で見ると「証」の文字が見えます。", "By infrared a hidden letter shows in the blossom on the back."),
                new("窓口で原本かどうかを見分けるための文字です。ふつうの目には見えません。", "It tells an original at a counter; the naked eye does not see it."),
                new("同じ細かさの線を引いたフィルムを重ねて見ています。線の向きが文字の内と外で違います。", "A film of equally fine lines is laid on it; within the letter they are shifted."),
                (scene, _) => HiddenLetterAsync(scene, PaperState.Issued)),
            new(
                new("複写機にかけると「複製」の文字が現れます。", "On a photocopier, the word for “duplicate” appears."),
                new("原本では一様な灰色に見える地から、文字だけが濃く残ります。", "The ground of the original looks evenly grey; on a copy only the word stays dark."),
                new("複写機は細かい点を落とし、粗い点を残します。文字は粗い点でできています。", "A copier drops fine dots and keeps coarse ones; the word is made of coarse dots."),
                CopyAsync),
            new(
                new("複写した紙では「証」の文字が見えません。", "On the copy the hidden letter does not show."),
                new("きれいに複写できたように見えても、赤外線で分かります。", "However good the copy looks, infrared tells."),
                new("1インチ168本の線は、複写機の読み取りでつぶれます。", "168 lines an inch are more than a copier keeps."),
                (scene, _) => HiddenLetterAsync(scene, PaperState.Copied)),
            new(
                new("氏名を1文字書き換えた用紙を作ります。", "One letter of the name is altered."),
                new("目で見ただけでは、書き換えられたことは分かりません。", "The eye alone does not notice."),
                new("表だけを、同じ書体で印刷し直しました。裏は元のままです。", "The front was printed anew in the same type; the back is the original one."),
                AlterAsync),
            new(
                new("裏を読み取り、問合せサイトに送ります。", "The back is scanned and sent to the inquiry site."),
                new("裏には、市区町村が作った表の中身が暗号で入っています。", "The back holds, encrypted, the front as the city made it."),
                new("サイトは封を開け、市区町村の電子署名を確かめ、元の表を示します。", "The site opens it, checks the city's signature, and shows the front as it was."),
                AskAsync),
            new(
                new("元の表と見比べると、書き換えた所が分かります。", "Beside the front as it was, the alteration shows."),
                new("受け取った会社や役所が、その場で確かめられます。", "Whoever is handed the paper can check it on the spot."),
                new("見比べるのは受け取った人の画面です。サイトへ表は送られません。", "It is compared at the receiver's; the front is never sent to the site."),
                CompareAsync),
        ]);

    static async Task<IReadOnlyList<Fact>> IssueAsync(Scene scene, CancellationToken stop)
    {
        await scene.IssueAsync(CertificateKind.ResidentRecord, CertificateOptions.None, stop);
        return [Facts.Copies(scene.Desk.Paper.Count), Front(scene, PaperState.Issued)];
    }

    static async Task<IReadOnlyList<Fact>> HiddenLetterAsync(Scene scene, PaperState state)
    {
        var seen = await Paper(scene).LatentAsync(First, state);
        Scene.Expect(seen.Shows == (state == PaperState.Issued), SheetWords.Hidden(seen.Shows));
        return [new(new("赤外線で見た裏", "The back by infrared"), SheetWords.Hidden(seen.Shows), $"/sheet/latent/1-1-{state}.png")];
    }

    static async Task<IReadOnlyList<Fact>> CopyAsync(Scene scene, CancellationToken stop)
    {
        var (original, copy) = (await Paper(scene).EvennessAsync(First, PaperState.Issued), await Paper(scene).EvennessAsync(First, PaperState.Copied));
        Scene.Expect(copy < original - StandsOut, new("文字が現れません。", "No word appears."));
        return
        [
            new(new("地が一様に見える割合", "How even the ground looks"), new($"原本 {Percent(original)}、複写 {Percent(copy)}", $"original {Percent(original)}, copy {Percent(copy)}")),
            Front(scene, PaperState.Copied),
        ];
    }

    static Task<IReadOnlyList<Fact>> AlterAsync(Scene scene, CancellationToken stop)
    {
        Scene.Expect(Paper(scene).Altered(First, PaperState.OtherName).Count > 0, new("書き換えられる氏名がありません。", "There is no name to be altered."));
        return Task.FromResult<IReadOnlyList<Fact>>([Front(scene, PaperState.OtherName)]);
    }

    static async Task<IReadOnlyList<Fact>> AskAsync(Scene scene, CancellationToken stop)
    {
        var japanese = await scene.Inquiry!.SendBackAsync(Paper(scene), First, PaperState.OtherName, Language.Japanese, stop);
        var english = await scene.Inquiry.SendBackAsync(Paper(scene), First, PaperState.OtherName, Language.English, stop);
        if (japanese is not { Front: not null } || english is null)
            throw new OtherwiseException(SheetWords.NoAnswer);
        return [new(SheetWords.SiteSays, new(japanese.Verdict, english.Verdict)), .. japanese.Facts.Zip(english.Facts, (j, e) => new Fact(new(j.Name, e.Name), new(j.Value, e.Value)))];
    }

    static async Task<IReadOnlyList<Fact>> CompareAsync(Scene scene, CancellationToken stop)
    {
        var result = await scene.Inquiry!.AskAsync(Paper(scene), First, PaperState.OtherName, Language.Japanese, stop);
        if (result is not { Comparison: { Answer: FrontAnswer.Different, Laid: { } inHand, Places: [var place] }, Front: { } front })
            throw new OtherwiseException(SheetWords.CannotTell);
        return
        [
            new(new("見比べた結果", "Compared"), SheetWords.Different(1)),
            new(SheetWords.InHand, SheetWords.PlaceOf(1, place), FrontPlace.Inline(FrontPlace.Cut(inHand, place))),
            new(SheetWords.AsIssued, SheetWords.PlaceOf(1, place), FrontPlace.Inline(FrontPlace.Cut(front, place))),
        ];
    }

    static Fact Front(Scene scene, PaperState state) => new(
        new("表", "The front"), SheetWords.Told(state, Paper(scene).Altered(First, state)), $"/sheet/picture/1-1-front-{state}.png");

    static PaperInHand Paper(Scene scene) => scene.Papers!.InHand ?? throw new OtherwiseException(SheetWords.NothingYet);

    static string Percent(double share) => share.ToString("P0", CultureInfo.InvariantCulture);
}
