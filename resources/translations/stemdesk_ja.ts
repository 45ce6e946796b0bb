<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
  <context>
    <name>StemDesk</name>
    <message>
      <source> %</source>
      <translation> %</translation>
    </message>
    <message>
      <source> MB</source>
      <translation> MB</translation>
    </message>
    <message>
      <source> per bar</source>
      <translation>拍／小節</translation>
    </message>
    <message>
      <source> st</source>
      <translation> 半音</translation>
    </message>
    <message numerus="yes">
      <source>%n credit(s)</source>
      <translation>
        <numerusform>%n クレジット</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n done in the last 24 h</source>
      <translation>
        <numerusform>24時間以内に %n 件完了</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n entries</source>
      <translation>
        <numerusform>%n 項目</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n failed</source>
      <translation>
        <numerusform>%n 件失敗</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n file(s)</source>
      <translation>
        <numerusform>%n 個のファイル</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n folder(s)</source>
      <translation>
        <numerusform>フォルダー %n 個</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n folder(s) of stems</source>
      <translation>
        <numerusform>ステムのフォルダー %n 個</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n job(s) cleared</source>
      <translation>
        <numerusform>%n 件のジョブを消去しました</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n job(s) running. They go on at the next start.</source>
      <translation>
        <numerusform>%n 件のジョブを実行中です。次回の起動時に続きから再開します。</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n link(s)</source>
      <translation>
        <numerusform>リンク %n 件</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n link(s): {titles}</source>
      <translation>
        <numerusform>%n 個のリンク: {titles}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n marker(s)</source>
      <translation>
        <numerusform>マーカー %n 個</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n model(s)</source>
      <translation>
        <numerusform>%nモデル</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n need(s) attention</source>
      <translation>
        <numerusform>%n件判断待ち</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n other file(s)</source>
      <translation>
        <numerusform>その他のファイル %n 個</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n results</source>
      <translation>
        <numerusform>%n 件の結果</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n running</source>
      <translation>
        <numerusform>%n件実行中</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n selected song(s), the newest result of each</source>
      <translation>
        <numerusform>選択した %n 曲（それぞれ最新の結果）</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n song(s)</source>
      <translation>
        <numerusform>%n曲</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n song(s) left out: nobody sings in them, or somebody sings in all.</source>
      <translation>
        <numerusform>%n 曲を除外：ボーカルがないか、すべてがボーカルです。</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n stem(s)</source>
      <translation>
        <numerusform>%nステム</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n track(s)</source>
      <translation>
        <numerusform>%n トラック</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n turn(s) of the loop to the end tempo</source>
      <translation>
        <numerusform>あと%n回のループで終了テンポ</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n waiting</source>
      <translation>
        <numerusform>%n件待機中</numerusform>
      </translation>
    </message>
    <message>
      <source>, </source>
      <translation>、</translation>
    </message>
    <message>
      <source>1 credit / min</source>
      <translation>1クレジット/分</translation>
    </message>
    <message>
      <source>120 BPM, as no tempo is known</source>
      <translation>120 BPM（テンポ不明のため）</translation>
    </message>
    <message>
      <source>4 stems (quick)</source>
      <translation>4ステム（クイック）</translation>
    </message>
    <message>
      <source>60 to 120 points a song, 12 free points for one under 30 seconds; a song that fails is refunded.</source>
      <translation>1 曲 60～120 ポイント、30 秒未満は無料ポイント 12。失敗した曲は返金されます。</translation>
    </message>
    <message>
      <source>A .stem.mp4 with four stems, for Traktor and Mixxx</source>
      <translation>4 パートの .stem.mp4 ファイル（Traktor、Mixxx 用）</translation>
    </message>
    <message>
      <source>A = {hertz} Hz</source>
      <translation>A = {hertz} Hz</translation>
    </message>
    <message>
      <source>A Chinese service for vocals, accompaniment and several tracks, in several versions.</source>
      <translation>ボーカル、伴奏、マルチトラックに対応する中国のサービス。複数のバージョンがあります。</translation>
    </message>
    <message>
      <source>A Native Instruments stem file holds exactly four stems.</source>
      <translation>DJ 用ステムファイルにはステムがちょうど 4 つ必要です。</translation>
    </message>
    <message>
      <source>A fast preview by signal processing, without any download. It works where the vocals are panned dead centre in a stereo mix; the network is far better.</source>
      <translation>信号処理による高速プレビューで、ダウンロードは不要です。ボーカルがステレオの中央に定位している場合に使えます。ネットワークのほうがはるかに高品質です。</translation>
    </message>
    <message>
      <source>A fast preview without any download: it uses transients, centre panning and repetition. Good for a first listen; networks and services separate far more cleanly.</source>
      <translation>ダウンロード不要の高速プレビュー: トランジェント、センター定位、繰り返しを利用します。まず聴いてみるのに最適。ネットワークやサービスのほうがずっときれいに分離します。</translation>
    </message>
    <message>
      <source>A newer StemDesk has been here. Its list of songs and jobs is left alone; this version keeps one of its own ({path}). Update to have them together again.</source>
      <translation>新しい StemDesk が使われています。その一覧には触れず、この版は自分の一覧({path})を使います。更新すると元に戻ります。</translation>
    </message>
    <message>
      <source>A title is needed.</source>
      <translation>曲名を入力してください。</translation>
    </message>
    <message>
      <source>A trained network (Spleeter) separates vocals from the instrumental, wherever they are panned. Fast, and good for karaoke, singing along and remixes.</source>
      <translation>学習済みネットワーク (Spleeter) が定位に関係なくボーカルとインストを分離します。高速で、カラオケ、歌の練習、リミックスに向いています。</translation>
    </message>
    <message>
      <source>A web site with many models, from vocals to single instruments; its list is always the newest.</source>
      <translation>ボーカルから個々の楽器まで、多くのモデルを持つサイト。一覧は常に最新です。</translation>
    </message>
    <message>
      <source>A word before the token, such as “Bearer”; mostly none.</source>
      <translation>トークンの前に付く語（“Bearer” など）。通常は不要です。</translation>
    </message>
    <message>
      <source>A/B original</source>
      <translation>A/B 原曲</translation>
    </message>
    <message>
      <source>AIFF, 16 bit</source>
      <translation>AIFF、16 ビット</translation>
    </message>
    <message>
      <source>AIFF, 24 bit</source>
      <translation>AIFF、24 ビット</translation>
    </message>
    <message>
      <source>API token</source>
      <translation>APIトークン</translation>
    </message>
    <message>
      <source>About StemDesk</source>
      <translation>StemDesk について</translation>
    </message>
    <message>
      <source>About the model</source>
      <translation>このモデルについて</translation>
    </message>
    <message>
      <source>AccessKey</source>
      <translation>AccessKey</translation>
    </message>
    <message>
      <source>Account</source>
      <translation>アカウント</translation>
    </message>
    <message>
      <source>Account removed.</source>
      <translation>アカウントを削除しました。</translation>
    </message>
    <message>
      <source>Accounts</source>
      <translation>アカウント</translation>
    </message>
    <message>
      <source>Accounts…</source>
      <translation>アカウント…</translation>
    </message>
    <message>
      <source>Acoustic guitar</source>
      <translation>アコースティックギター</translation>
    </message>
    <message>
      <source>Add a marker</source>
      <translation>マーカーの追加</translation>
    </message>
    <message>
      <source>Add a marker at the playhead</source>
      <translation>再生位置にマーカーを置く</translation>
    </message>
    <message>
      <source>Add marker</source>
      <translation>マーカーを追加</translation>
    </message>
    <message>
      <source>Add songs</source>
      <translation>曲を追加</translation>
    </message>
    <message>
      <source>Add songs…</source>
      <translation>曲を追加…</translation>
    </message>
    <message>
      <source>Advanced</source>
      <translation>詳細</translation>
    </message>
    <message>
      <source>Advanced settings of {name}</source>
      <translation>{name} の詳細設定</translation>
    </message>
    <message>
      <source>Album</source>
      <translation>アルバム</translation>
    </message>
    <message>
      <source>All files (*)</source>
      <translation>すべてのファイル (*)</translation>
    </message>
    <message>
      <source>All times</source>
      <translation>全体の時間</translation>
    </message>
    <message>
      <source>All times earlier by 0.1 s</source>
      <translation>全体を 0.1 秒早める</translation>
    </message>
    <message>
      <source>All times later by 0.1 s</source>
      <translation>全体を 0.1 秒遅らせる</translation>
    </message>
    <message>
      <source>All {n} downloads of this song at Dango are used up, so it cannot be fetched again.</source>
      <translation>この曲の Dango でのダウンロード {n} 回をすべて使い切ったため、もう取得できません。</translation>
    </message>
    <message>
      <source>Also made:</source>
      <translation>そのほかの結果:</translation>
    </message>
    <message>
      <source>Alto</source>
      <translation>アルト</translation>
    </message>
    <message>
      <source>An .lrc or .txt file beside the song is found by itself, and so are lyrics in its tags.</source>
      <translation>曲と同じ場所にある .lrc や .txt、タグ内の歌詞は自動で見つかります。</translation>
    </message>
    <message>
      <source>Another program has kept the list of songs and jobs ({path}) to itself for too long. End it, or try again.</source>
      <translation>別のプログラムが曲とジョブの一覧（{path}）を長時間占有しています。そのプログラムを終了するか、もう一度試してください。</translation>
    </message>
    <message>
      <source>AppKey</source>
      <translation>AppKey</translation>
    </message>
    <message>
      <source>Applies from the next song</source>
      <translation>次の曲から有効</translation>
    </message>
    <message>
      <source>Apply tempo and pitch changes</source>
      <translation>テンポとピッチの変更を適用</translation>
    </message>
    <message>
      <source>Artist</source>
      <translation>アーティスト</translation>
    </message>
    <message>
      <source>As in “ap-beijing”.</source>
      <translation>例：「ap-beijing」</translation>
    </message>
    <message>
      <source>Ask again</source>
      <translation>もう一度問い合わせる</translation>
    </message>
    <message>
      <source>Asking LRCLIB…</source>
      <translation>LRCLIB に問い合わせています…</translation>
    </message>
    <message>
      <source>Asks Dango about the same upload, which it takes only once, so it cannot be charged twice for it.</source>
      <translation>同じアップロードについて Dango に問い合わせます。1 回しか使えないため、二重に課金されません。</translation>
    </message>
    <message>
      <source>Asks Tencent for the job by its id. Free.</source>
      <translation>独自の ID で Tencent にジョブを問い合わせます。無料です。</translation>
    </message>
    <message>
      <source>Asks the mirror again, which may cost one more credit.</source>
      <translation>ミラーにもう一度頼みます。さらに1クレジットかかることがあります。</translation>
    </message>
    <message>
      <source>Asks {host}. Nothing about you or your songs is sent, and nothing is installed.</source>
      <translation>{host} に問い合わせます。あなたや曲についての情報は送らず、何もインストールしません。</translation>
    </message>
    <message>
      <source>Audio and video files ({endings})</source>
      <translation>音声・動画ファイル ({endings})</translation>
    </message>
    <message>
      <source>Audio output</source>
      <translation>オーディオ出力</translation>
    </message>
    <message>
      <source>Auto or 0: as many as were detected, bar by bar</source>
      <translation>自動または0：検出どおり（小節ごと）</translation>
    </message>
    <message>
      <source>Available</source>
      <translation>利用可能</translation>
    </message>
    <message>
      <source>B: {name}</source>
      <translation>B： {name}</translation>
    </message>
    <message>
      <source>BPM</source>
      <translation>BPM</translation>
    </message>
    <message>
      <source>Back to the current line</source>
      <translation>現在の行に戻る</translation>
    </message>
    <message>
      <source>Back to the detected chords</source>
      <translation>検出されたコードに戻す</translation>
    </message>
    <message>
      <source>Back to the detected sections</source>
      <translation>検出されたセクションに戻す</translation>
    </message>
    <message>
      <source>Backing vocals</source>
      <translation>コーラス</translation>
    </message>
    <message>
      <source>Balance</source>
      <translation>優先する音</translation>
    </message>
    <message>
      <source>Bar</source>
      <translation>小節</translation>
    </message>
    <message>
      <source>Bass</source>
      <translation>ベース</translation>
    </message>
    <message>
      <source>Bassoon</source>
      <translation>ファゴット</translation>
    </message>
    <message>
      <source>Beats</source>
      <translation>拍</translation>
    </message>
    <message>
      <source>Beats are found all the same, but less surely.</source>
      <translation>なくても拍は検出されますが、確実さは下がります。</translation>
    </message>
    <message>
      <source>Beats as detected</source>
      <translation>検出した拍に戻す</translation>
    </message>
    <message>
      <source>Beats per bar</source>
      <translation>1 小節の拍数</translation>
    </message>
    <message>
      <source>Beats, key and sections are found all the same.</source>
      <translation>なくても拍、キー、セクションは検出されます。</translation>
    </message>
    <message>
      <source>Best rated</source>
      <translation>評価の高い順</translation>
    </message>
    <message>
      <source>Blue</source>
      <translation>青</translation>
    </message>
    <message>
      <source>Brass</source>
      <translation>金管</translation>
    </message>
    <message>
      <source>Break</source>
      <translation>ブレイク</translation>
    </message>
    <message>
      <source>Bridge</source>
      <translation>ブリッジ</translation>
    </message>
    <message>
      <source>Bucket</source>
      <translation>バケット</translation>
    </message>
    <message>
      <source>By name</source>
      <translation>名前順</translation>
    </message>
    <message>
      <source>ByteDance's audio service in the Volcengine cloud: vocals and instrumental.</source>
      <translation>ByteDance が Volcengine クラウドで提供する音声サービス。ボーカルと伴奏に分けます。</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>キャンセル</translation>
    </message>
    <message>
      <source>Cancel listening for notes</source>
      <translation>ノートの検出をキャンセル</translation>
    </message>
    <message>
      <source>Cancel {song}</source>
      <translation>{song} をキャンセル</translation>
    </message>
    <message>
      <source>Capo</source>
      <translation>カポ</translation>
    </message>
    <message>
      <source>Capo, simplified chords, the large view, and back to what was detected</source>
      <translation>カポ、コードの簡略化、大きな表示、検出結果に戻す</translation>
    </message>
    <message>
      <source>Cello</source>
      <translation>チェロ</translation>
    </message>
    <message>
      <source>Change</source>
      <translation>変更</translation>
    </message>
    <message>
      <source>Change output folder</source>
      <translation>フォルダーを変更</translation>
    </message>
    <message>
      <source>Channels</source>
      <translation>チャンネル</translation>
    </message>
    <message>
      <source>Cheapest</source>
      <translation>安い順</translation>
    </message>
    <message>
      <source>Check</source>
      <translation>確認</translation>
    </message>
    <message>
      <source>Check again</source>
      <translation>もう一度確認</translation>
    </message>
    <message>
      <source>Check for updates daily</source>
      <translation>毎日アップデートを確認</translation>
    </message>
    <message>
      <source>Check now</source>
      <translation>今すぐ確認</translation>
    </message>
    <message>
      <source>Check {name}</source>
      <translation>{name} を確認</translation>
    </message>
    <message>
      <source>Checks whether it is available again.</source>
      <translation>また取得できるか確認します。</translation>
    </message>
    <message>
      <source>Checks whether it is available again. Free.</source>
      <translation>再び利用できるか確認します。費用はかかりません。</translation>
    </message>
    <message>
      <source>Checks whether the stem is back. Free.</source>
      <translation>ステムが戻されたか確認します。費用はかかりません。</translation>
    </message>
    <message>
      <source>Choir</source>
      <translation>合唱</translation>
    </message>
    <message>
      <source>Choose a file…</source>
      <translation>ファイルを選ぶ…</translation>
    </message>
    <message>
      <source>Choose a reference file</source>
      <translation>リファレンスのファイルを選ぶ</translation>
    </message>
    <message>
      <source>Choose service</source>
      <translation>サービスを選択</translation>
    </message>
    <message>
      <source>Choose the result to compare</source>
      <translation>比較する結果を選ぶ</translation>
    </message>
    <message>
      <source>Choose {provider}</source>
      <translation>{provider} を選ぶ</translation>
    </message>
    <message>
      <source>Choose “{provider}”</source>
      <translation>「{provider}」を選択</translation>
    </message>
    <message>
      <source>Chord now</source>
      <translation>現在のコード</translation>
    </message>
    <message>
      <source>Chord settings</source>
      <translation>コードの設定</translation>
    </message>
    <message>
      <source>Chord track</source>
      <translation>コードトラック</translation>
    </message>
    <message>
      <source>ChordPro (*.cho)</source>
      <translation>ChordPro (*.cho)</translation>
    </message>
    <message>
      <source>Chords</source>
      <translation>コード</translation>
    </message>
    <message>
      <source>Chords and sections</source>
      <translation>コードとセクション</translation>
    </message>
    <message>
      <source>Chords and sections above the tracks</source>
      <translation>トラックの上にコードとセクションを表示</translation>
    </message>
    <message>
      <source>Chords and sections as markers</source>
      <translation>コードとセクションをマーカーにする</translation>
    </message>
    <message>
      <source>Chords come as soon as the song is separated.</source>
      <translation>曲の分離が終わるとコードが表示されます。</translation>
    </message>
    <message>
      <source>Chords need a trained file of {size} MB, which stays on this computer.</source>
      <translation>コードの検出には {size} MB の学習済みファイルが必要です。このコンピューターに保存されます。</translation>
    </message>
    <message>
      <source>Chords need {name}, which is not on this computer. Get it once ({what}): {command}</source>
      <translation>コード認識には {name} が必要ですが、このコンピューターにありません。一度だけ取得してください（{what}）：{command}</translation>
    </message>
    <message>
      <source>Chords: {state}</source>
      <translation>コード：{state}</translation>
    </message>
    <message>
      <source>Chorus</source>
      <translation>サビ</translation>
    </message>
    <message>
      <source>Clarinet</source>
      <translation>クラリネット</translation>
    </message>
    <message>
      <source>Clear</source>
      <translation>消去</translation>
    </message>
    <message>
      <source>Clear all finished</source>
      <translation>終了したものをすべて消去</translation>
    </message>
    <message>
      <source>Clear from the list; the stems stay</source>
      <translation>一覧から消去（ステムは残ります）</translation>
    </message>
    <message>
      <source>Clear the loop</source>
      <translation>ループを消去</translation>
    </message>
    <message>
      <source>Clear the selection</source>
      <translation>選択を解除</translation>
    </message>
    <message>
      <source>Clear {song}</source>
      <translation>{song} を消去</translation>
    </message>
    <message>
      <source>Click and type a bar: 17, or 17.3 for its third beat</source>
      <translation>クリックして小節を入力：17、3拍目なら 17.3</translation>
    </message>
    <message>
      <source>Click and type where to go: 1:23.4, 83.4 or “bar 17” (Ctrl+J)</source>
      <translation>クリックして移動先を入力：1:23.4、83.4、「小節 17」(Ctrl+J)</translation>
    </message>
    <message>
      <source>Click to loop this part, double-click to rename it, drag its edge to move it.</source>
      <translation>クリックでこの部分をループ、ダブルクリックで名前を変更、端をドラッグで移動します。</translation>
    </message>
    <message>
      <source>Click to play from here, double-click to rename, drag its edge to move it.</source>
      <translation>クリックでここから再生、ダブルクリックで名前を変更、端をドラッグで移動します。</translation>
    </message>
    <message>
      <source>Click to set the playhead. Drag in the ruler to loop, with Alt to move a beat; drag on a track to select a range, with Shift to mute it. Right-click for more.</source>
      <translation>クリックで再生位置を指定。ルーラー上のドラッグでループ、Alt を押しながらで拍を移動。トラック上のドラッグで範囲を選択、Shift を押しながらでミュート。右クリックでその他の操作。</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>閉じる</translation>
    </message>
    <message>
      <source>Close large chords</source>
      <translation>大きなコード表示を閉じる</translation>
    </message>
    <message>
      <source>Close now</source>
      <translation>今すぐ閉じる</translation>
    </message>
    <message>
      <source>Close the message about notes</source>
      <translation>ノートのメッセージを閉じる</translation>
    </message>
    <message>
      <source>Close this notice</source>
      <translation>この通知を閉じる</translation>
    </message>
    <message>
      <source>Color</source>
      <translation>色</translation>
    </message>
    <message>
      <source>Compare</source>
      <translation>比較</translation>
    </message>
    <message>
      <source>Compare services</source>
      <translation>サービスを比較</translation>
    </message>
    <message>
      <source>Compare…</source>
      <translation>比較…</translation>
    </message>
    <message>
      <source>Content id</source>
      <translation>コンテンツID</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>コピー</translation>
    </message>
    <message>
      <source>Copy tags and artwork</source>
      <translation>タグとアートワークをコピー</translation>
    </message>
    <message>
      <source>Copy the text</source>
      <translation>テキストをコピー</translation>
    </message>
    <message>
      <source>Copy the token and paste it here.</source>
      <translation>トークンをコピーして、ここに貼り付けます。</translation>
    </message>
    <message>
      <source>Count-in</source>
      <translation>カウントイン</translation>
    </message>
    <message>
      <source>Count-in (1 bar)</source>
      <translation>カウントイン（1小節）</translation>
    </message>
    <message>
      <source>Crash</source>
      <translation>クラッシュ</translation>
    </message>
    <message>
      <source>Credits</source>
      <translation>クレジット</translation>
    </message>
    <message>
      <source>Crowd</source>
      <translation>観客</translation>
    </message>
    <message>
      <source>Cyan</source>
      <translation>水色</translation>
    </message>
    <message>
      <source>Cymbals</source>
      <translation>シンバル</translation>
    </message>
    <message>
      <source>DAWproject</source>
      <translation>DAWproject</translation>
    </message>
    <message>
      <source>Dango accepted the song, but names no id for it.</source>
      <translation>Dango は曲を受け付けましたが、ID を返しません。</translation>
    </message>
    <message>
      <source>Dango accepts the token, and your balance is enough for a song.</source>
      <translation>Dango はトークンを受け付けました。残高は 1 曲分あります。</translation>
    </message>
    <message>
      <source>Dango accepts the token.</source>
      <translation>Dango はトークンを受け付けました。</translation>
    </message>
    <message>
      <source>Dango answers with status {status} and no sense.</source>
      <translation>Dango の応答が理解できません（ステータス {status}）。</translation>
    </message>
    <message>
      <source>Dango asks for a pause.</source>
      <translation>Dango が待つよう求めています。</translation>
    </message>
    <message>
      <source>Dango asks for a pause. Nothing was charged.</source>
      <translation>Dango が待つよう求めています。課金されていません。</translation>
    </message>
    <message>
      <source>Dango could not split it, mostly because of its format. The points came back.</source>
      <translation>Dango は分離できませんでした（多くは形式が原因）。ポイントは戻りました。</translation>
    </message>
    <message>
      <source>Dango does not accept the token. Check it under Accounts, and the header's name there. {words}</source>
      <translation>Dango がトークンを受け付けません。「アカウント」でトークンとヘッダー名を確認してください。{words}</translation>
    </message>
    <message>
      <source>Dango has most likely started and charged the song, and offers no way to find it.</source>
      <translation>団子はすでに処理を始めて課金した可能性が高く、この曲を探す手段はありません。</translation>
    </message>
    <message>
      <source>Dango has no call to stop a song: it is charged, and kept there for 30 days</source>
      <translation>Dango には停止する手段がありません：課金され、30 日間保存されます</translation>
    </message>
    <message>
      <source>Dango keeps songs for 30 days, and this one is gone.</source>
      <translation>Dango の保存期間は 30 日で、この曲はもうありません。</translation>
    </message>
    <message>
      <source>Dango may have begun and charged it; there is no call to stop it</source>
      <translation>Dango が処理を始め課金した可能性があります。停止する手段はありません</translation>
    </message>
    <message>
      <source>Dango names a storage address that is not safe to send to. Nothing was sent.</source>
      <translation>Dango が示した保存先は安全でないため、何も送っていません。</translation>
    </message>
    <message>
      <source>Dango names no address for the download.</source>
      <translation>Dango がダウンロード先を返しません。</translation>
    </message>
    <message>
      <source>Dango needs an API token. Enter it under Accounts.</source>
      <translation>Dango には API トークンが必要です。「アカウント」で入力してください。</translation>
    </message>
    <message>
      <source>Dango opened no channel for the upload. Nothing was charged.</source>
      <translation>Dango がアップロード用チャンネルを開きませんでした。課金されていません。</translation>
    </message>
    <message>
      <source>Dango refused (code {code}): {words}</source>
      <translation>Dango が拒否しました（コード {code}）：{words}</translation>
    </message>
    <message>
      <source>Dango says nothing about the song.</source>
      <translation>Dango からこの曲の情報がありません。</translation>
    </message>
    <message>
      <source>Dango says that this upload was used already, so it has most likely started and charged the song, and it offers no way to find it. Check your points there; all that is left is to send the song again, which is charged again.</source>
      <translation>団子によるとこのアップロードはすでに使われており、処理が始まって課金された可能性が高いですが、曲を探す手段がありません。団子でポイントを確認してください。残る方法は曲の再送信だけで、再び課金されます。</translation>
    </message>
    <message>
      <source>Dango takes files of at most {limit} MB; “{song}” has {size}. Use an MP3, or split it elsewhere.</source>
      <translation>Dango が受け付けるのは {limit} MB までです。「{song}」は {size} MB。MP3 を使うか、他のサービスで分離してください。</translation>
    </message>
    <message>
      <source>Dango was told to start, but its answer got lost, so it is unknown whether the song was accepted and charged. Ask again, or send it again.</source>
      <translation>Dango に開始を指示しましたが応答が失われ、受け付けと課金の有無が不明です。もう一度問い合わせるか、送り直してください。</translation>
    </message>
    <message>
      <source>Dango 团子</source>
      <translation>Dango 团子</translation>
    </message>
    <message>
      <source>Dango's storage refuses the upload with status {status}.</source>
      <translation>Dango のストレージがアップロードを拒否しました（ステータス {status}）。</translation>
    </message>
    <message>
      <source>Dango: {words}</source>
      <translation>Dango：{words}</translation>
    </message>
    <message>
      <source>Dango: {words} Top up on its open platform, then try again.</source>
      <translation>Dango：{words}オープンプラットフォームでチャージしてから再試行してください。</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>ダーク</translation>
    </message>
    <message>
      <source>Date</source>
      <translation>日付</translation>
    </message>
    <message>
      <source>Default color</source>
      <translation>標準の色</translation>
    </message>
    <message>
      <source>Default order</source>
      <translation>既定の順</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>削除</translation>
    </message>
    <message>
      <source>Delete the selected marker, or mute the selected range</source>
      <translation>選択したマーカーを削除、または選択範囲をミュート</translation>
    </message>
    <message>
      <source>Delete “{name}”</source>
      <translation>「{name}」を削除</translation>
    </message>
    <message>
      <source>Detected: {bpm} BPM, {sure}</source>
      <translation>検出値：{bpm} BPM、{sure}</translation>
    </message>
    <message>
      <source>Digital piano</source>
      <translation>デジタルピアノ</translation>
    </message>
    <message>
      <source>Discard the changes</source>
      <translation>変更を破棄</translation>
    </message>
    <message>
      <source>Discard the times</source>
      <translation>時間を破棄</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>完了</translation>
    </message>
    <message>
      <source>Done, failed and cancelled jobs leave the list; their stems stay.</source>
      <translation>完了・失敗・中止したジョブを一覧から消します。ステムは残ります。</translation>
    </message>
    <message>
      <source>Double bass</source>
      <translation>コントラバス</translation>
    </message>
    <message>
      <source>Double time</source>
      <translation>ダブルテンポ</translation>
    </message>
    <message>
      <source>Double-click to begin a part here.</source>
      <translation>ダブルクリックで、ここからセクションを始めます。</translation>
    </message>
    <message>
      <source>Double-click to write what is played here.</source>
      <translation>ダブルクリックで、ここのコードを入力します。</translation>
    </message>
    <message>
      <source>Download page</source>
      <translation>ダウンロードページ</translation>
    </message>
    <message>
      <source>Download stems</source>
      <translation>ステムをダウンロード</translation>
    </message>
    <message>
      <source>Downloaded models</source>
      <translation>ダウンロードしたモデル</translation>
    </message>
    <message numerus="yes">
      <source>Downloading %n job(s); see the job list below.</source>
      <translation>
        <numerusform>%n 件のジョブを取り寄せています。ウィンドウの下を見てください。</numerusform>
      </translation>
    </message>
    <message>
      <source>Downloads the result from the main server. Free.</source>
      <translation>メインサーバーから結果を取得します。費用はかかりません。</translation>
    </message>
    <message>
      <source>Downloads the result from the mirror, for one credit.</source>
      <translation>1クレジットで、別の場所から結果を取得します。</translation>
    </message>
    <message>
      <source>Drag into a DAW or a folder: the mix as heard (the loop range only, if a loop is on)</source>
      <translation>DAW やフォルダーへドラッグすると、今聞こえている音のファイルになります（ループ中はループ部分のみ）</translation>
    </message>
    <message>
      <source>Drag into a DAW or a folder: these notes as MIDI. With several tracks selected, theirs together; with Shift, those of all tracks that show notes.</source>
      <translation>DAW やフォルダーへドラッグすると、これらのノートの MIDI ファイルになります。複数のトラックを選択しているときはまとめて、Shift を押しているときはノートを表示中の全トラックが 1 つのファイルに入ります。</translation>
    </message>
    <message>
      <source>Drag into a folder or another program; Ctrl or Shift selects several. Drag the dots to move it.</source>
      <translation>フォルダーやほかのソフトへドラッグできます。Ctrl か Shift で複数選択。点の部分をドラッグすると並べ替えられます。</translation>
    </message>
    <message>
      <source>Drag mix</source>
      <translation>ミックスをドラッグ</translation>
    </message>
    <message>
      <source>Drop a song anywhere, or select one on the left.</source>
      <translation>曲をどこかにドロップするか、左で選んでください。</translation>
    </message>
    <message>
      <source>Drop songs anywhere</source>
      <translation>曲をどこにでもドロップ</translation>
    </message>
    <message>
      <source>Drop to add to your songs</source>
      <translation>ドロップして曲に追加</translation>
    </message>
    <message>
      <source>Drop to split from the link</source>
      <translation>ドロップしてリンクから分離</translation>
    </message>
    <message>
      <source>Drum kit, 5 stems</source>
      <translation>ドラムキット（5ステム）</translation>
    </message>
    <message>
      <source>Drums</source>
      <translation>ドラム</translation>
    </message>
    <message>
      <source>Drums are written down all the same.</source>
      <translation>なくてもドラムは採譜されます。</translation>
    </message>
    <message>
      <source>E-mail</source>
      <translation>メールアドレス</translation>
    </message>
    <message>
      <source>Each pass of the loop is a little faster, up to the tempo below</source>
      <translation>ループのたびに少しずつ速くなり、下のテンポまで上がります</translation>
    </message>
    <message>
      <source>Each with the model chosen there. Nothing is sent or charged before you split.</source>
      <translation>それぞれ選択中のモデルで比較しています。分離を始めるまで、曲は送信されず、料金もかかりません。</translation>
    </message>
    <message>
      <source>Earlier jobs</source>
      <translation>以前のジョブ</translation>
    </message>
    <message>
      <source>Edit</source>
      <translation>編集</translation>
    </message>
    <message>
      <source>Edit a chord</source>
      <translation>コードを編集</translation>
    </message>
    <message>
      <source>Edit a section</source>
      <translation>セクションを編集</translation>
    </message>
    <message>
      <source>Edit lyrics</source>
      <translation>歌詞を編集</translation>
    </message>
    <message>
      <source>Effects</source>
      <translation>効果音</translation>
    </message>
    <message>
      <source>Electric guitar</source>
      <translation>エレキギター</translation>
    </message>
    <message>
      <source>End tempo</source>
      <translation>終了テンポ</translation>
    </message>
    <message>
      <source>Ensembles</source>
      <translation>アンサンブル</translation>
    </message>
    <message>
      <source>Everybody can hear the result: MVSEP publishes it on its demo page.</source>
      <translation>結果は誰でも聴けます。MVSEP のデモページで公開されます。</translation>
    </message>
    <message>
      <source>Everything except vocals</source>
      <translation>ボーカル以外のすべて</translation>
    </message>
    <message>
      <source>Examples</source>
      <translation>デモ</translation>
    </message>
    <message>
      <source>Expected time</source>
      <translation>予想時間</translation>
    </message>
    <message>
      <source>Experimental</source>
      <translation>実験的</translation>
    </message>
    <message>
      <source>Export</source>
      <translation>書き出し</translation>
    </message>
    <message>
      <source>Export MIDI…</source>
      <translation>MIDI を書き出す…</translation>
    </message>
    <message>
      <source>Export chart</source>
      <translation>コード譜を書き出す</translation>
    </message>
    <message>
      <source>Export chart…</source>
      <translation>コード譜を書き出す…</translation>
    </message>
    <message>
      <source>Export progress</source>
      <translation>書き出しの進行状況</translation>
    </message>
    <message>
      <source>Export the mix as heard</source>
      <translation>聴こえているミックスを書き出す</translation>
    </message>
    <message>
      <source>Export this part…</source>
      <translation>この部分を書き出す…</translation>
    </message>
    <message>
      <source>Export this stem…</source>
      <translation>このステムを書き出す…</translation>
    </message>
    <message>
      <source>Export {stem}</source>
      <translation>{stem} を書き出す</translation>
    </message>
    <message>
      <source>Exporting “{name}” …</source>
      <translation>「{name}」を書き出し中…</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>書き出し…</translation>
    </message>
    <message>
      <source>FLAC, 16 bit</source>
      <translation>FLAC、16ビット</translation>
    </message>
    <message>
      <source>FLAC, 24 bit</source>
      <translation>FLAC、24ビット</translation>
    </message>
    <message>
      <source>Faster by</source>
      <translation>加速幅</translation>
    </message>
    <message>
      <source>Favourite</source>
      <translation>お気に入り</translation>
    </message>
    <message>
      <source>Favourites</source>
      <translation>お気に入り</translation>
    </message>
    <message>
      <source>Female vocals</source>
      <translation>女性ボーカル</translation>
    </message>
    <message>
      <source>File</source>
      <translation>ファイル</translation>
    </message>
    <message>
      <source>Filter by name</source>
      <translation>名前で絞り込む</translation>
    </message>
    <message>
      <source>Filter by name …</source>
      <translation>名前で絞り込む…</translation>
    </message>
    <message>
      <source>Find lyrics</source>
      <translation>歌詞を検索</translation>
    </message>
    <message>
      <source>Find lyrics…</source>
      <translation>歌詞を検索…</translation>
    </message>
    <message>
      <source>Find…</source>
      <translation>検索…</translation>
    </message>
    <message>
      <source>Fine tune</source>
      <translation>ファインチューン</translation>
    </message>
    <message>
      <source>Flute</source>
      <translation>フルート</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>フォルダー</translation>
    </message>
    <message>
      <source>Follow the playhead</source>
      <translation>再生位置を追う</translation>
    </message>
    <message numerus="yes">
      <source>For %n link(s)</source>
      <translation>
        <numerusform>%n 件のリンク</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>For %n selected song(s), {length}</source>
      <translation>
        <numerusform>選択した %n 曲、{length}</numerusform>
      </translation>
    </message>
    <message>
      <source>For Bitwig Studio, Cubase and Studio One; the stems are inside</source>
      <translation>Bitwig Studio、Cubase、Studio One 用。ステムも含まれます</translation>
    </message>
    <message>
      <source>For this session only</source>
      <translation>今回のみ</translation>
    </message>
    <message>
      <source>Format</source>
      <translation>形式</translation>
    </message>
    <message>
      <source>Four networks, each trained on for one stem: the cleanest vocals, drums, bass and other that this computer can make (9.2 dB SDR, say its authors; Spleeter's vocals have 6.9), and four times as slow as HT-Demucs.</source>
      <translation>ステムごとに追加学習した 4 つのネットワークです。このコンピューターで作れる最もきれいなボーカル、ドラム、ベース、その他が得られます（作者によれば SDR 9.2 dB、Spleeter のボーカルは 6.9）。処理時間は HT-Demucs の 4 倍です。</translation>
    </message>
    <message>
      <source>Free with one job at a time in the queue; premium spends credits by the song's length and runs several at once.</source>
      <translation>待ち行列で一度に 1 件なら無料。プレミアムは曲の長さに応じてクレジットを使い、複数を同時に処理できます。</translation>
    </message>
    <message>
      <source>French horn</source>
      <translation>ホルン</translation>
    </message>
    <message>
      <source>From Dango.ai, where you buy API access.</source>
      <translation>Dango.aiのAPI購入ページから。</translation>
    </message>
    <message>
      <source>From the Tencent Cloud console, access management.</source>
      <translation>Tencent Cloudコンソールのアクセス管理から。</translation>
    </message>
    <message>
      <source>From the Volcengine console, intelligent music.</source>
      <translation>Volcengineコンソールのスマート音楽から。</translation>
    </message>
    <message>
      <source>From your profile on mvsep.com, under “API”.</source>
      <translation>mvsep.comのプロフィールの「API」から。</translation>
    </message>
    <message>
      <source>Full screen</source>
      <translation>全画面</translation>
    </message>
    <message>
      <source>Full screen chords</source>
      <translation>コードを全画面で表示</translation>
    </message>
    <message>
      <source>Generate</source>
      <translation>生成</translation>
    </message>
    <message>
      <source>Get</source>
      <translation>入手</translation>
    </message>
    <message>
      <source>Get access to its API: you are given an API token.</source>
      <translation>API の利用を申し込むと、API トークンがもらえます。</translation>
    </message>
    <message>
      <source>Get it and split</source>
      <translation>入手して分離</translation>
    </message>
    <message>
      <source>Get the file for chords</source>
      <translation>コード用のファイルを入手</translation>
    </message>
    <message>
      <source>Get {model}</source>
      <translation>{model} を入手</translation>
    </message>
    <message>
      <source>Getting a trained file of {size} MB for notes, which stays on this computer…</source>
      <translation>ノートの検出に必要な {size} MB の学習済みファイルを入手中です。このコンピューターに保存されます…</translation>
    </message>
    <message>
      <source>Getting the file for chords… {percent} %</source>
      <translation>コード用のファイルを入手中… {percent} %</translation>
    </message>
    <message>
      <source>Getting the file for notes… {percent} %</source>
      <translation>ノート用のファイルを入手中… {percent} %</translation>
    </message>
    <message>
      <source>Getting {model}</source>
      <translation>{model} を入手中</translation>
    </message>
    <message>
      <source>Give the line the playhead's time</source>
      <translation>この行に再生位置の時間を設定</translation>
    </message>
    <message>
      <source>Go to end</source>
      <translation>末尾へ移動</translation>
    </message>
    <message>
      <source>Go to start</source>
      <translation>先頭へ移動</translation>
    </message>
    <message>
      <source>Go to start, go to end</source>
      <translation>先頭へ、末尾へ</translation>
    </message>
    <message>
      <source>Goes on where it stopped. Nothing is charged again.</source>
      <translation>止まったところから続けます。再び課金されることはありません。</translation>
    </message>
    <message>
      <source>Gray</source>
      <translation>灰</translation>
    </message>
    <message>
      <source>Green</source>
      <translation>緑</translation>
    </message>
    <message>
      <source>Guitar</source>
      <translation>ギター</translation>
    </message>
    <message>
      <source>HQ models</source>
      <translation>高品質モデル</translation>
    </message>
    <message>
      <source>HT-Demucs</source>
      <translation>HT-Demucs</translation>
    </message>
    <message>
      <source>HT-Demucs, downloaded once</source>
      <translation>HT-Demucs（ダウンロードは一度だけ）</translation>
    </message>
    <message>
      <source>HT-Demucs, fine-tuned</source>
      <translation>HT-Demucs ファインチューン版</translation>
    </message>
    <message>
      <source>HT-Demucs, six stems</source>
      <translation>HT-Demucs 6 ステム</translation>
    </message>
    <message>
      <source>Half time</source>
      <translation>ハーフテンポ</translation>
    </message>
    <message>
      <source>Hardware acceleration</source>
      <translation>ハードウェアアクセラレーション</translation>
    </message>
    <message>
      <source>Header</source>
      <translation>ヘッダー</translation>
    </message>
    <message>
      <source>Help</source>
      <translation>ヘルプ</translation>
    </message>
    <message>
      <source>Hi-hat</source>
      <translation>ハイハット</translation>
    </message>
    <message>
      <source>Hide the jobs</source>
      <translation>ジョブを隠す</translation>
    </message>
    <message>
      <source>Highest peak: none yet</source>
      <translation>最大ピーク：まだなし</translation>
    </message>
    <message>
      <source>Highest peak: {level}, above full scale. Click to reset.</source>
      <translation>最大ピーク：{level}（フルスケール超過）。クリックでリセット。</translation>
    </message>
    <message>
      <source>Highest peak: {level}. Click to reset.</source>
      <translation>最大ピーク：{level}。クリックでリセット。</translation>
    </message>
    <message>
      <source>History</source>
      <translation>履歴</translation>
    </message>
    <message>
      <source>How to get an account</source>
      <translation>アカウントの取得方法</translation>
    </message>
    <message>
      <source>If Dango has begun after all, it is charged a second time.</source>
      <translation>Dango が実は始めていた場合、二重に課金されます。</translation>
    </message>
    <message>
      <source>If MVSEP has accepted it after all, or still will, it is charged a second time.</source>
      <translation>MVSEP が実は受け付けていた場合や、これから受け付ける場合は、二重に課金されます。</translation>
    </message>
    <message>
      <source>If Tencent has accepted it after all, it is charged twice.</source>
      <translation>Tencent が実は受け付けていた場合、二重に課金されます。</translation>
    </message>
    <message>
      <source>In Media Lab, bind a repository to the bucket: its id is the content id.</source>
      <translation>Media Lab でリポジトリをバケットに結び付けます。その ID がコンテンツ ID です。</translation>
    </message>
    <message>
      <source>In the Tencent Cloud console, under access management, make a SecretId and a SecretKey.</source>
      <translation>Tencent Cloud コンソールのアクセス管理で SecretId と SecretKey を作ります。</translation>
    </message>
    <message>
      <source>In the Volcengine console, open intelligent music and make an application: it has an AppKey.</source>
      <translation>Volcengine のコンソールで「智能音楽」を開き、アプリを作ります。そこに AppKey があります。</translation>
    </message>
    <message>
      <source>Increase if you hear dropouts</source>
      <translation>音が途切れる場合は大きくしてください</translation>
    </message>
    <message>
      <source>Individual stems (audible)</source>
      <translation>個々のステム（鳴っているもの）</translation>
    </message>
    <message>
      <source>Insert a chord here…</source>
      <translation>ここにコードを挿入…</translation>
    </message>
    <message>
      <source>Instead of “{name}” a web page came. Nothing was lost; try again later.</source>
      <translation>「{name}」の代わりにウェブページが届きました。何も失われていません。後でもう一度試してください。</translation>
    </message>
    <message>
      <source>Instrumental</source>
      <translation>伴奏</translation>
    </message>
    <message>
      <source>Instrumental part</source>
      <translation>インスト</translation>
    </message>
    <message>
      <source>Interlude</source>
      <translation>間奏</translation>
    </message>
    <message>
      <source>Intro</source>
      <translation>イントロ</translation>
    </message>
    <message>
      <source>It is not in MVSEP's history.</source>
      <translation>MVSEP の履歴にはありません。</translation>
    </message>
    <message>
      <source>Its stems can be played.</source>
      <translation>ステムを再生できます。</translation>
    </message>
    <message>
      <source>Jobs</source>
      <translation>ジョブ</translation>
    </message>
    <message>
      <source>Jobs in progress and finished jobs appear here.</source>
      <translation>進行中と完了したジョブがここに表示されます。</translation>
    </message>
    <message>
      <source>Jobs of this account, including those from the service's own page. Downloading them again is free.</source>
      <translation>このアカウントで分離した曲です（サイト上のものも含む）。もう一度取得しても費用はかかりません。</translation>
    </message>
    <message>
      <source>Karaoke</source>
      <translation>カラオケ</translation>
    </message>
    <message>
      <source>Karaoke on the full screen</source>
      <translation>全画面カラオケ</translation>
    </message>
    <message>
      <source>Keep the lyrics</source>
      <translation>歌詞を確定</translation>
    </message>
    <message>
      <source>Keep the times</source>
      <translation>時間を確定</translation>
    </message>
    <message>
      <source>Keeps the stems although their length differs from the song's.</source>
      <translation>曲と長さが違っていても、このステムをそのまま使います。</translation>
    </message>
    <message>
      <source>Keyboard shortcuts</source>
      <translation>キーボードショートカット</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>キー操作</translation>
    </message>
    <message>
      <source>Kick</source>
      <translation>キック</translation>
    </message>
    <message>
      <source>LRCLIB (lrclib.net) is a free, public collection of lyrics. Only the lines below are sent there: no sound, no file and nothing about you.</source>
      <translation>LRCLIB（lrclib.net）は無料で公開されている歌詞データベースです。送信されるのは下の項目だけです。音声やファイル、あなたに関する情報は送信されません。</translation>
    </message>
    <message>
      <source>LRCLIB has no lyrics for this song. Another spelling of the title or the artist may help.</source>
      <translation>LRCLIB にこの曲の歌詞はありません。曲名やアーティスト名の表記を変えると見つかるかもしれません。</translation>
    </message>
    <message>
      <source>LRCLIB has this song as an instrumental: nobody sings in it.</source>
      <translation>LRCLIB ではこの曲はインストゥルメンタル（歌なし）とされています。</translation>
    </message>
    <message>
      <source>Lanes</source>
      <translation>レーン</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>言語</translation>
    </message>
    <message>
      <source>Large chords</source>
      <translation>コードを大きく表示</translation>
    </message>
    <message>
      <source>Last used</source>
      <translation>最近使ったもの</translation>
    </message>
    <message>
      <source>Latency</source>
      <translation>レイテンシー</translation>
    </message>
    <message>
      <source>Lead and backing vocals</source>
      <translation>リードとバックのボーカル</translation>
    </message>
    <message>
      <source>Lead guitar</source>
      <translation>リードギター</translation>
    </message>
    <message>
      <source>Lead vocals</source>
      <translation>リードボーカル</translation>
    </message>
    <message>
      <source>Leaderboard</source>
      <translation>ランキング</translation>
    </message>
    <message>
      <source>Leaderboards</source>
      <translation>ランキング</translation>
    </message>
    <message>
      <source>Length</source>
      <translation>長さ</translation>
    </message>
    <message>
      <source>Less</source>
      <translation>閉じる</translation>
    </message>
    <message>
      <source>Level in dB</source>
      <translation>レベル（dB）</translation>
    </message>
    <message>
      <source>Level of the selected track, by 0.1 dB</source>
      <translation>選択中のトラックのレベルを 0.1 dB ずつ</translation>
    </message>
    <message>
      <source>Level of the selected track, by 1 dB</source>
      <translation>選択中のトラックのレベルを 1 dB ずつ</translation>
    </message>
    <message>
      <source>Level of {stem} in dB</source>
      <translation>{stem} のレベル（dB）</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>ライト</translation>
    </message>
    <message>
      <source>Links cannot be split. Download the song and drop the file.</source>
      <translation>リンクは分離できません。曲をダウンロードして、ファイルをドロップしてください。</translation>
    </message>
    <message>
      <source>Links need a service that fetches them: choose another one above, or download the song first.</source>
      <translation>リンクには、それを取得できるサービスが必要です。上で別のものを選ぶか、先に曲をダウンロードしてください。</translation>
    </message>
    <message>
      <source>Listen</source>
      <translation>聴く</translation>
    </message>
    <message>
      <source>Listen to the example</source>
      <translation>デモを聴く</translation>
    </message>
    <message>
      <source>Listen to {song}</source>
      <translation>{song} を試聴</translation>
    </message>
    <message>
      <source>Listening for chords…</source>
      <translation>コードを検出中…</translation>
    </message>
    <message>
      <source>Listening for chords… {percent} %</source>
      <translation>コードを検出中… {percent} %</translation>
    </message>
    <message>
      <source>Listening for notes</source>
      <translation>ノートを検出中</translation>
    </message>
    <message>
      <source>Listening for notes: {stem}</source>
      <translation>ノートを検出中：{stem}</translation>
    </message>
    <message>
      <source>Listening for sections…</source>
      <translation>セクションを検出中…</translation>
    </message>
    <message>
      <source>Listening to this song failed.</source>
      <translation>この曲を解析できませんでした。</translation>
    </message>
    <message>
      <source>Log folder</source>
      <translation>ログフォルダ</translation>
    </message>
    <message>
      <source>Log in</source>
      <translation>ログイン</translation>
    </message>
    <message>
      <source>Log in to {name}</source>
      <translation>{name} にログイン</translation>
    </message>
    <message>
      <source>Logged in. The password was not kept.</source>
      <translation>ログインしました。パスワードは保存していません。</translation>
    </message>
    <message>
      <source>Long file names</source>
      <translation>長いファイル名</translation>
    </message>
    <message>
      <source>Looking for lyrics…</source>
      <translation>歌詞を探しています…</translation>
    </message>
    <message>
      <source>Looks for it in MVSEP's history. Free.</source>
      <translation>MVSEP の履歴で探します。費用はかかりません。</translation>
    </message>
    <message>
      <source>Loop</source>
      <translation>ループ</translation>
    </message>
    <message>
      <source>Loop between the markers here</source>
      <translation>ここのマーカー間をループ</translation>
    </message>
    <message>
      <source>Loop end at the playhead</source>
      <translation>ループの終点を再生ヘッドに設定</translation>
    </message>
    <message>
      <source>Loop end here</source>
      <translation>ここをループの終わりにする</translation>
    </message>
    <message>
      <source>Loop four bars from here</source>
      <translation>ここから 4 小節をループ</translation>
    </message>
    <message>
      <source>Loop line</source>
      <translation>行をループ</translation>
    </message>
    <message>
      <source>Loop off</source>
      <translation>ループをオフ</translation>
    </message>
    <message>
      <source>Loop on</source>
      <translation>ループをオン</translation>
    </message>
    <message>
      <source>Loop on or off</source>
      <translation>ループのオン/オフ</translation>
    </message>
    <message>
      <source>Loop on or off (L). Drag in the ruler to set the range.</source>
      <translation>ループのオン／オフ (L)。ルーラーをドラッグで範囲を指定。</translation>
    </message>
    <message>
      <source>Loop range only</source>
      <translation>ループ範囲のみ</translation>
    </message>
    <message>
      <source>Loop start at the playhead</source>
      <translation>ループの始点を再生ヘッドに設定</translation>
    </message>
    <message>
      <source>Loop start here</source>
      <translation>ここをループの始まりにする</translation>
    </message>
    <message>
      <source>Loop start or end at the playhead</source>
      <translation>ループの始点/終点を再生位置に</translation>
    </message>
    <message>
      <source>Loop the chosen lines</source>
      <translation>選択した行をループ</translation>
    </message>
    <message>
      <source>Loop the part at the playhead</source>
      <translation>再生ヘッドの部分をループ</translation>
    </message>
    <message>
      <source>Loop this chord</source>
      <translation>このコードをループ</translation>
    </message>
    <message>
      <source>Loop this part</source>
      <translation>この部分をループ</translation>
    </message>
    <message>
      <source>Loop this range</source>
      <translation>この範囲をループ</translation>
    </message>
    <message>
      <source>Loop this range and export it</source>
      <translation>この範囲をループにして書き出し</translation>
    </message>
    <message>
      <source>Loop to the next marker</source>
      <translation>次のマーカーまでループ</translation>
    </message>
    <message>
      <source>Loop {number}</source>
      <translation>ループ {number}</translation>
    </message>
    <message>
      <source>Loop {part}</source>
      <translation>{part} をループ</translation>
    </message>
    <message>
      <source>Loop {start} – {end}</source>
      <translation>ループ {start} – {end}</translation>
    </message>
    <message>
      <source>Loop {start}–{end}</source>
      <translation>ループ {start}–{end}</translation>
    </message>
    <message>
      <source>Loops</source>
      <translation>ループ</translation>
    </message>
    <message>
      <source>Loops and markers</source>
      <translation>ループとマーカー</translation>
    </message>
    <message>
      <source>Louder by 0.1 dB</source>
      <translation>0.1 dB 上げる</translation>
    </message>
    <message>
      <source>Louder by 1 dB</source>
      <translation>1 dB 上げる</translation>
    </message>
    <message>
      <source>Lyrics</source>
      <translation>歌詞</translation>
    </message>
    <message>
      <source>Lyrics beside the tracks</source>
      <translation>トラックの横に歌詞を表示</translation>
    </message>
    <message>
      <source>Lyrics lines</source>
      <translation>歌詞の行</translation>
    </message>
    <message>
      <source>Lyrics of the chosen song</source>
      <translation>選択した曲の歌詞</translation>
    </message>
    <message>
      <source>Lyrics pane</source>
      <translation>歌詞パネル</translation>
    </message>
    <message>
      <source>Lyrics source</source>
      <translation>歌詞の入手元</translation>
    </message>
    <message>
      <source>Lyrics text</source>
      <translation>歌詞テキスト</translation>
    </message>
    <message>
      <source>M4A</source>
      <translation>M4A</translation>
    </message>
    <message>
      <source>M4A (AAC), 256 kbit/s</source>
      <translation>M4A (AAC)、256 kbit/s</translation>
    </message>
    <message>
      <source>MIDI</source>
      <translation>MIDI</translation>
    </message>
    <message>
      <source>MP3, 320 kbit/s</source>
      <translation>MP3、320 kbit/s</translation>
    </message>
    <message>
      <source>MVSEP</source>
      <translation>MVSEP</translation>
    </message>
    <message>
      <source>MVSEP answered with something that cannot be read (status {status}). Try again later.</source>
      <translation>MVSEP の返事を読めません（ステータス {status}）。後でもう一度試してください。</translation>
    </message>
    <message>
      <source>MVSEP could not split it and does not say why.</source>
      <translation>MVSEP は分離できず、理由も知らせていません。</translation>
    </message>
    <message>
      <source>MVSEP could not split it: {words}</source>
      <translation>MVSEP は分離できませんでした: {words}</translation>
    </message>
    <message>
      <source>MVSEP did not let you in: {words}</source>
      <translation>MVSEP にログインできませんでした: {words}</translation>
    </message>
    <message>
      <source>MVSEP did not stop it, so its credits may be spent: {reason}</source>
      <translation>MVSEP は停止しなかったので、クレジットが使われた可能性があります: {reason}</translation>
    </message>
    <message>
      <source>MVSEP does not accept this API token ({words}). Copy it anew from your profile on mvsep.com, or log in.</source>
      <translation>MVSEP はこの API トークンを受け付けません（{words}）。mvsep.com のプロフィールからコピーし直すか、ログインしてください。</translation>
    </message>
    <message>
      <source>MVSEP does not have this result any more; it keeps results for about {hours} hours.</source>
      <translation>MVSEP にこの結果はもうありません。結果は約 {hours} 時間保存されます。</translation>
    </message>
    <message>
      <source>MVSEP has begun, so the credits are spent; the result will be there for about {hours} hours: a retry fetches it, and nothing is charged again</source>
      <translation>MVSEP は処理を始めており、クレジットは消費されています。結果は約 {hours} 時間保管され、再試行すれば追加の課金なしに取得できます</translation>
    </message>
    <message>
      <source>MVSEP has no switch {key}.</source>
      <translation>MVSEP にスイッチ {key} はありません。</translation>
    </message>
    <message>
      <source>MVSEP knows this account but gives it no API token yet. Confirm your e-mail address with the link that MVSEP has sent you, then log in again.</source>
      <translation>MVSEP はこのアカウントを知っていますが、まだ API トークンを発行していません。MVSEP から届いたリンクでメールアドレスを確認し、もう一度ログインしてください。</translation>
    </message>
    <message>
      <source>MVSEP may have accepted it: look at the history there, and cancel it there if you can</source>
      <translation>MVSEP が受け付けた可能性があります。そちらの履歴を見て、できればそこでキャンセルしてください</translation>
    </message>
    <message>
      <source>MVSEP needs an API token. Paste it under Accounts or log in there (or: stemdesk account login mvsep).</source>
      <translation>MVSEP には API トークンが必要です。「アカウント」に貼り付けるか、そこでログインしてください（または: stemdesk account login mvsep）。</translation>
    </message>
    <message>
      <source>MVSEP refuses the file as too large. {words}</source>
      <translation>MVSEP はファイルが大きすぎるとして拒否しました。{words}</translation>
    </message>
    <message>
      <source>MVSEP says that it is done with the link, but not what became of it.</source>
      <translation>MVSEP はリンクの処理が終わったと伝えていますが、結果については何も伝えていません。</translation>
    </message>
    <message>
      <source>MVSEP says that the result is ready, but lists no files. Try again later.</source>
      <translation>MVSEP は結果ができたと言いますが、ファイルがありません。後でもう一度試してください。</translation>
    </message>
    <message>
      <source>MVSEP says: {words}</source>
      <translation>MVSEP より: {words}</translation>
    </message>
    <message>
      <source>MVSEP's list of models cannot be read. Its page may be under maintenance.</source>
      <translation>MVSEP のモデル一覧を読めません。メンテナンス中かもしれません。</translation>
    </message>
    <message>
      <source>Main server</source>
      <translation>メインサーバー</translation>
    </message>
    <message>
      <source>Make a storage bucket (COS), and note its name with the number, and its region.</source>
      <translation>ストレージバケット（COS）を作り、番号付きの名前とリージョンを控えます。</translation>
    </message>
    <message>
      <source>Make an AccessKey with its SecretKey in the same console.</source>
      <translation>同じコンソールで AccessKey とその SecretKey を作ります。</translation>
    </message>
    <message>
      <source>Male and female vocals</source>
      <translation>男性と女性のボーカル</translation>
    </message>
    <message>
      <source>Male vocals</source>
      <translation>男性ボーカル</translation>
    </message>
    <message>
      <source>Marker {number}</source>
      <translation>マーカー {number}</translation>
    </message>
    <message>
      <source>Markers</source>
      <translation>マーカー</translation>
    </message>
    <message>
      <source>Match</source>
      <translation>合わせる</translation>
    </message>
    <message>
      <source>Media Lab accepts the SecretId and SecretKey.</source>
      <translation>Media Lab は SecretId と SecretKey を受け付けました。</translation>
    </message>
    <message>
      <source>Media Lab, with your own storage bucket</source>
      <translation>Media Lab、自分のバケットを使用</translation>
    </message>
    <message>
      <source>Medley Vox</source>
      <translation>Medley Vox</translation>
    </message>
    <message>
      <source>Menu</source>
      <translation>メニュー</translation>
    </message>
    <message>
      <source>Merge with the next</source>
      <translation>次と結合</translation>
    </message>
    <message>
      <source>Metronome</source>
      <translation>メトロノーム</translation>
    </message>
    <message>
      <source>Metronome on</source>
      <translation>メトロノームを鳴らす</translation>
    </message>
    <message>
      <source>Metronome, count-in, speed trainer, beats, key</source>
      <translation>メトロノーム、カウントイン、スピードトレーナー、拍、キー</translation>
    </message>
    <message>
      <source>Mirror again</source>
      <translation>ミラーにもう一度</translation>
    </message>
    <message>
      <source>Mix</source>
      <translation>ミックス</translation>
    </message>
    <message>
      <source>Mix as heard</source>
      <translation>聴こえているミックス</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>モデル</translation>
    </message>
    <message>
      <source>Models</source>
      <translation>モデル</translation>
    </message>
    <message>
      <source>Mono</source>
      <translation>モノラル</translation>
    </message>
    <message>
      <source>More</source>
      <translation>詳細</translation>
    </message>
    <message>
      <source>More models</source>
      <translation>その他のモデル</translation>
    </message>
    <message>
      <source>Most used</source>
      <translation>よく使われる順</translation>
    </message>
    <message>
      <source>Move a chord</source>
      <translation>コードを移動</translation>
    </message>
    <message>
      <source>Move a marker</source>
      <translation>マーカーの移動</translation>
    </message>
    <message>
      <source>Move a section</source>
      <translation>セクションを移動</translation>
    </message>
    <message>
      <source>Move down</source>
      <translation>下へ移動</translation>
    </message>
    <message>
      <source>Move stems to the trash…</source>
      <translation>ステムをゴミ箱に移す…</translation>
    </message>
    <message>
      <source>Move the nearest beat here</source>
      <translation>最も近い拍をここに移動</translation>
    </message>
    <message>
      <source>Move the selected track up or down</source>
      <translation>選択中のトラックを上下に移動</translation>
    </message>
    <message numerus="yes">
      <source>Move the stems of %n result(s) to the trash?</source>
      <translation>
        <numerusform>%n 件の結果のステムをゴミ箱に移しますか？</numerusform>
      </translation>
    </message>
    <message>
      <source>Move the track down</source>
      <translation>トラックを下へ移動</translation>
    </message>
    <message>
      <source>Move the track up</source>
      <translation>トラックを上へ移動</translation>
    </message>
    <message>
      <source>Move to the trash</source>
      <translation>ゴミ箱に移す</translation>
    </message>
    <message>
      <source>Move up</source>
      <translation>上へ移動</translation>
    </message>
    <message>
      <source>Move {what} to the trash</source>
      <translation>{what}をゴミ箱に移す</translation>
    </message>
    <message>
      <source>Multisong</source>
      <translation>Multisong</translation>
    </message>
    <message>
      <source>Music</source>
      <translation>音楽</translation>
    </message>
    <message>
      <source>Mute</source>
      <translation>ミュート</translation>
    </message>
    <message>
      <source>Mute or solo the selected track</source>
      <translation>選択したトラックをミュート／ソロ</translation>
    </message>
    <message>
      <source>Mute range</source>
      <translation>ミュート範囲</translation>
    </message>
    <message>
      <source>Mute the selected track</source>
      <translation>選択したトラックをミュート</translation>
    </message>
    <message>
      <source>Mute {stem}</source>
      <translation>{stem} をミュート</translation>
    </message>
    <message>
      <source>Mute {stem} in the loop</source>
      <translation>ループ内で{stem}をミュート</translation>
    </message>
    <message>
      <source>Mute {stem} in this range</source>
      <translation>この範囲で{stem}をミュート</translation>
    </message>
    <message>
      <source>N.C.</source>
      <translation>N.C.</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>名前</translation>
    </message>
    <message>
      <source>Name of the loop</source>
      <translation>ループの名前</translation>
    </message>
    <message>
      <source>Name of the marker</source>
      <translation>マーカーの名前</translation>
    </message>
    <message>
      <source>Name of the track</source>
      <translation>トラック名</translation>
    </message>
    <message>
      <source>Named, coloured tracks and markers, saved beside the stems</source>
      <translation>名前と色の付いたトラックとマーカー（ステムと同じ場所に保存）</translation>
    </message>
    <message>
      <source>Native Instruments Stems</source>
      <translation>Native Instruments Stems</translation>
    </message>
    <message>
      <source>Needs no song.</source>
      <translation>曲は要りません。</translation>
    </message>
    <message>
      <source>New name</source>
      <translation>新しい名前</translation>
    </message>
    <message>
      <source>New ones are proposed from where the vocals sing. Undo brings the old ones back.</source>
      <translation>ボーカルが歌っている位置から新しい時間を提案します。「元に戻す」で以前の時間に戻せます。</translation>
    </message>
    <message>
      <source>News</source>
      <translation>ニュース</translation>
    </message>
    <message>
      <source>Next chord</source>
      <translation>次のコード</translation>
    </message>
    <message>
      <source>Next marker</source>
      <translation>次のマーカー</translation>
    </message>
    <message>
      <source>Next part</source>
      <translation>次の部分</translation>
    </message>
    <message>
      <source>No account yet. Open its page.</source>
      <translation>アカウントがまだありません。ページを開きます。</translation>
    </message>
    <message>
      <source>No bars are known in this song. Type a time: 1:23.4</source>
      <translation>この曲の小節は検出されていません。時間を入力してください：1:23.4</translation>
    </message>
    <message>
      <source>No jobs with this account yet.</source>
      <translation>このアカウントではまだ何も分離していません。</translation>
    </message>
    <message>
      <source>No lyrics</source>
      <translation>歌詞なし</translation>
    </message>
    <message>
      <source>No lyrics yet</source>
      <translation>歌詞はまだありません</translation>
    </message>
    <message>
      <source>No matching model. Remove a filter.</source>
      <translation>該当するモデルがありません。フィルターを減らしてください。</translation>
    </message>
    <message>
      <source>No measured model of that name.</source>
      <translation>その名前のモデルは測定されていません。</translation>
    </message>
    <message>
      <source>No notes found in {stems}.</source>
      <translation>{stems}にノートは見つかりませんでした。</translation>
    </message>
    <message>
      <source>No presets yet</source>
      <translation>プリセットはまだありません</translation>
    </message>
    <message>
      <source>No song is selected: prices are by the minute.</source>
      <translation>曲が選択されていません。料金は 1 分あたりです。</translation>
    </message>
    <message>
      <source>No songs by their names; they are looked into when you drop them</source>
      <translation>ファイル名からは曲と判断できません。ドロップすると中身を確認します</translation>
    </message>
    <message>
      <source>No sound card is ready to play. Plug in or switch on speakers or headphones, then press Play again.</source>
      <translation>再生できるサウンドデバイスがありません。スピーカーかヘッドホンをつないで、もう一度再生を押してください。</translation>
    </message>
    <message>
      <source>Nobody is heard singing in the vocals.</source>
      <translation>ボーカルに歌声が見つかりません。</translation>
    </message>
    <message>
      <source>None of these is surely this song. Choose one, or close.</source>
      <translation>この曲だと確定できるものはありません。選択するか、閉じてください。</translation>
    </message>
    <message>
      <source>Normalize to</source>
      <translation>ノーマライズ</translation>
    </message>
    <message>
      <source>Not in it: {what}.</source>
      <translation>含まれないもの：{what}。</translation>
    </message>
    <message>
      <source>Not separated yet.</source>
      <translation>まだ分離されていません。</translation>
    </message>
    <message>
      <source>Not separated yet. Playback goes on here as soon as it is.</source>
      <translation>ここはまだ分離されていません。分離が済みしだい、ここから再生を続けます。</translation>
    </message>
    <message>
      <source>Notes</source>
      <translation>ノート</translation>
    </message>
    <message>
      <source>Notes are shown over a song that is in the list and can be played.</source>
      <translation>音符は、リストにあって再生できる曲の上に表示されます。</translation>
    </message>
    <message>
      <source>Notes of {stem}</source>
      <translation>{stem} のノート</translation>
    </message>
    <message>
      <source>Nothing is stored for this service.</source>
      <translation>このサービスについては何も保存されていません。</translation>
    </message>
    <message>
      <source>Nothing loaded</source>
      <translation>何も読み込まれていません</translation>
    </message>
    <message>
      <source>Nothing to do: the start tempo is not below the end tempo.</source>
      <translation>開始テンポが終了テンポより低くないため、変化しません。</translation>
    </message>
    <message>
      <source>Nothing was given, so nothing was stored.</source>
      <translation>入力がなかったので、何も保存していません。</translation>
    </message>
    <message>
      <source>Nothing was stored.</source>
      <translation>保存されたものはありません。</translation>
    </message>
    <message>
      <source>Notify me when a job finishes in the background</source>
      <translation>バックグラウンドでジョブが終わったら通知する</translation>
    </message>
    <message>
      <source>Oboe</source>
      <translation>オーボエ</translation>
    </message>
    <message>
      <source>Ogg Vorbis, high quality</source>
      <translation>Ogg Vorbis、高音質</translation>
    </message>
    <message>
      <source>Old models</source>
      <translation>旧モデル</translation>
    </message>
    <message>
      <source>On the beat, while it plays: from the fourth tap on, they are the tempo and the beats</source>
      <translation>再生中に拍に合わせてタップ：4回目以降、それがテンポと拍になります</translation>
    </message>
    <message>
      <source>On this computer</source>
      <translation>このコンピューター</translation>
    </message>
    <message>
      <source>One file per stem, with its level and pan</source>
      <translation>ステムごとに 1 ファイル（音量とパンはそのまま）</translation>
    </message>
    <message>
      <source>One file, with levels, mutes, solos and pans applied</source>
      <translation>1 ファイル（音量・ミュート・ソロ・パンはそのまま）</translation>
    </message>
    <message>
      <source>One network for vocals, drums, bass and other, far cleaner than signal processing (9.0 dB SDR, say its authors). Takes longer than Spleeter, and more memory.</source>
      <translation>1 つのネットワークでボーカル、ドラム、ベース、その他に分けます。信号処理よりはるかにきれいです（作者によれば SDR 9.0 dB）。Spleeter より時間とメモリーを使います。</translation>
    </message>
    <message>
      <source>Only without AccessKey and SecretKey.</source>
      <translation>AccessKeyとSecretKeyがない場合のみ。</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>開く</translation>
    </message>
    <message>
      <source>Open Dango's open platform (开放平台) and top up your balance there.</source>
      <translation>Dango のオープンプラットフォーム（开放平台）を開き、残高をチャージします。</translation>
    </message>
    <message>
      <source>Open its API page: it shows your API token.</source>
      <translation>サイトの API ページを開くと、API トークンが表示されます。</translation>
    </message>
    <message>
      <source>Open {document}</source>
      <translation>{document} を開く</translation>
    </message>
    <message>
      <source>Open {page}</source>
      <translation>{page} を開く</translation>
    </message>
    <message>
      <source>Opens in the player</source>
      <translation>プレーヤーで開きます</translation>
    </message>
    <message>
      <source>Or log in, and the token is fetched for you. The password is never stored.</source>
      <translation>またはログインすると、トークンを取得します。パスワードは決して保存しません。</translation>
    </message>
    <message>
      <source>Orange</source>
      <translation>オレンジ</translation>
    </message>
    <message>
      <source>Order of the models</source>
      <translation>モデルの並び順</translation>
    </message>
    <message>
      <source>Organ</source>
      <translation>オルガン</translation>
    </message>
    <message>
      <source>Original</source>
      <translation>原曲</translation>
    </message>
    <message>
      <source>Original instead of the stems</source>
      <translation>ステムの代わりに原曲</translation>
    </message>
    <message>
      <source>Original minus the audible stems: what the separation lost or smeared (R)</source>
      <translation>原曲から鳴っているステムを引いた音: 分離で失われた、にじんだ部分 (R)</translation>
    </message>
    <message>
      <source>Other</source>
      <translation>その他</translation>
    </message>
    <message>
      <source>Other color…</source>
      <translation>ほかの色…</translation>
    </message>
    <message>
      <source>Other folder…</source>
      <translation>別のフォルダー…</translation>
    </message>
    <message>
      <source>Output</source>
      <translation>出力形式</translation>
    </message>
    <message>
      <source>Output device disconnected; now using {name}.</source>
      <translation>出力デバイスが切断されました。{name} で再生しています。</translation>
    </message>
    <message>
      <source>Output folder</source>
      <translation>出力フォルダ</translation>
    </message>
    <message>
      <source>Outro</source>
      <translation>アウトロ</translation>
    </message>
    <message>
      <source>Page to print (*.pdf)</source>
      <translation>印刷用ページ (*.pdf)</translation>
    </message>
    <message>
      <source>Pan</source>
      <translation>パン</translation>
    </message>
    <message>
      <source>Pan of the selected track</source>
      <translation>選択中のトラックのパン</translation>
    </message>
    <message>
      <source>Pan of {stem}, left or right</source>
      <translation>{stem} のパン（左右）</translation>
    </message>
    <message>
      <source>Pan to the left</source>
      <translation>パンを左へ</translation>
    </message>
    <message>
      <source>Pan to the right</source>
      <translation>パンを右へ</translation>
    </message>
    <message>
      <source>Pan {stem}</source>
      <translation>{stem} のパン</translation>
    </message>
    <message>
      <source>Password</source>
      <translation>パスワード</translation>
    </message>
    <message>
      <source>Paste all three here; StemDesk makes the tokens itself.</source>
      <translation>3 つともここに貼り付けます。トークンは StemDesk が自分で作ります。</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>一時停止</translation>
    </message>
    <message>
      <source>Peak level</source>
      <translation>ピークレベル</translation>
    </message>
    <message>
      <source>Peak level of {stem}</source>
      <translation>{stem} のピークレベル</translation>
    </message>
    <message>
      <source>Percussion</source>
      <translation>パーカッション</translation>
    </message>
    <message>
      <source>Piano</source>
      <translation>ピアノ</translation>
    </message>
    <message>
      <source>Pink</source>
      <translation>ピンク</translation>
    </message>
    <message>
      <source>Pitch</source>
      <translation>ピッチ</translation>
    </message>
    <message>
      <source>Pitch down by a semitone</source>
      <translation>半音下げる</translation>
    </message>
    <message>
      <source>Pitch presets</source>
      <translation>ピッチのプリセット</translation>
    </message>
    <message>
      <source>Pitch up and down by a semitone</source>
      <translation>半音上げる、下げる</translation>
    </message>
    <message>
      <source>Pitch up by a semitone</source>
      <translation>半音上げる</translation>
    </message>
    <message>
      <source>Plain text (*.txt)</source>
      <translation>テキスト (*.txt)</translation>
    </message>
    <message>
      <source>Play</source>
      <translation>再生</translation>
    </message>
    <message>
      <source>Play or pause</source>
      <translation>再生/一時停止</translation>
    </message>
    <message>
      <source>Play view</source>
      <translation>再生ビュー</translation>
    </message>
    <message>
      <source>Play {song}</source>
      <translation>{song} を再生</translation>
    </message>
    <message>
      <source>Playback</source>
      <translation>再生</translation>
    </message>
    <message>
      <source>PortAudio, the library that talks to sound cards, is not installed. Splitting and export work without it.</source>
      <translation>サウンドデバイスと通信するPortAudioがインストールされていません。分離と書き出しはそのまま使えます。</translation>
    </message>
    <message>
      <source>Position</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Post-chorus</source>
      <translation>ポストコーラス</translation>
    </message>
    <message>
      <source>Practice</source>
      <translation>練習</translation>
    </message>
    <message>
      <source>Practice panel</source>
      <translation>練習パネル</translation>
    </message>
    <message>
      <source>Pre-chorus</source>
      <translation>Bメロ</translation>
    </message>
    <message>
      <source>Prefix</source>
      <translation>接頭語</translation>
    </message>
    <message>
      <source>Preset name:</source>
      <translation>プリセット名:</translation>
    </message>
    <message>
      <source>Presets</source>
      <translation>プリセット</translation>
    </message>
    <message>
      <source>Press Space where each line begins. Backspace takes one back.</source>
      <translation>各行の頭でスペースキーを押します。Backspace で 1 行戻ります。</translation>
    </message>
    <message>
      <source>Previous marker</source>
      <translation>前のマーカー</translation>
    </message>
    <message>
      <source>Previous or next marker</source>
      <translation>前／次のマーカー</translation>
    </message>
    <message>
      <source>Previous or next part of the song</source>
      <translation>曲の前または次の部分</translation>
    </message>
    <message>
      <source>Previous part</source>
      <translation>前の部分</translation>
    </message>
    <message>
      <source>Price</source>
      <translation>料金</translation>
    </message>
    <message>
      <source>Progress of {song}</source>
      <translation>{song} の進み具合</translation>
    </message>
    <message>
      <source>Propose times</source>
      <translation>時間を提案</translation>
    </message>
    <message>
      <source>Propose times from the vocals</source>
      <translation>ボーカルから時間を提案</translation>
    </message>
    <message>
      <source>Publish the result on MVSEP's demo page</source>
      <translation>結果を MVSEP のデモページで公開する</translation>
    </message>
    <message>
      <source>Published quality</source>
      <translation>公表されている音質</translation>
    </message>
    <message>
      <source>Puts the stems somewhere else. Nothing is lost.</source>
      <translation>ステムを別の場所に保存します。何も失われません。</translation>
    </message>
    <message>
      <source>Queue: {numbers}</source>
      <translation>待ち行列: {numbers}</translation>
    </message>
    <message>
      <source>Quick preview</source>
      <translation>簡易プレビュー</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>終了</translation>
    </message>
    <message>
      <source>REAPER project</source>
      <translation>REAPER プロジェクト</translation>
    </message>
    <message>
      <source>Red</source>
      <translation>赤</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>やり直す</translation>
    </message>
    <message>
      <source>Redone: {what}</source>
      <translation>やり直しました：{what}</translation>
    </message>
    <message>
      <source>Reference</source>
      <translation>リファレンス</translation>
    </message>
    <message>
      <source>Region</source>
      <translation>リージョン</translation>
    </message>
    <message>
      <source>Register</source>
      <translation>登録</translation>
    </message>
    <message>
      <source>Register at mvsep.com, or log in there.</source>
      <translation>mvsep.com で登録するか、ログインします。</translation>
    </message>
    <message>
      <source>Register at {name}</source>
      <translation>{name} に登録</translation>
    </message>
    <message>
      <source>Reload</source>
      <translation>再読み込み</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>削除</translation>
    </message>
    <message>
      <source>Remove a loop</source>
      <translation>ループを削除</translation>
    </message>
    <message>
      <source>Remove a marker</source>
      <translation>マーカーの削除</translation>
    </message>
    <message>
      <source>Remove from the list</source>
      <translation>リストから削除</translation>
    </message>
    <message>
      <source>Remove the links</source>
      <translation>リンクを外す</translation>
    </message>
    <message>
      <source>Remove the selected songs from the list</source>
      <translation>選択した曲をリストから削除</translation>
    </message>
    <message>
      <source>Remove {model}</source>
      <translation>{model} を削除</translation>
    </message>
    <message>
      <source>Remove {name} account</source>
      <translation>{name} のアカウントを削除</translation>
    </message>
    <message>
      <source>Remove {what}</source>
      <translation>{what}を削除</translation>
    </message>
    <message>
      <source>Removed {what} from the list.</source>
      <translation>{what}をリストから削除しました。</translation>
    </message>
    <message>
      <source>Rename</source>
      <translation>名前を変更</translation>
    </message>
    <message>
      <source>Rename a chord</source>
      <translation>コードの名前を変更</translation>
    </message>
    <message>
      <source>Rename a marker</source>
      <translation>マーカー名の変更</translation>
    </message>
    <message>
      <source>Rename a section</source>
      <translation>セクションの名前を変更</translation>
    </message>
    <message>
      <source>Rename the selected marker</source>
      <translation>選択したマーカーの名前を変更</translation>
    </message>
    <message>
      <source>Rename the selected song or result</source>
      <translation>選択した曲または結果の名前を変更</translation>
    </message>
    <message>
      <source>Rename {what}</source>
      <translation>{what}の名前を変更</translation>
    </message>
    <message>
      <source>Rename “{name}”</source>
      <translation>「{name}」の名前を変更</translation>
    </message>
    <message>
      <source>Rename…</source>
      <translation>名前を変更…</translation>
    </message>
    <message>
      <source>Rendering the mix …</source>
      <translation>ミックスをレンダリング中…</translation>
    </message>
    <message>
      <source>Replace it</source>
      <translation>置き換える</translation>
    </message>
    <message>
      <source>Replace the file with these lyrics</source>
      <translation>この歌詞でファイルを置き換える</translation>
    </message>
    <message>
      <source>Replace the times of all lines?</source>
      <translation>すべての行の時間を置き換えますか？</translation>
    </message>
    <message>
      <source>Reset</source>
      <translation>リセット</translation>
    </message>
    <message>
      <source>Reset level and pan</source>
      <translation>レベルとパンをリセット</translation>
    </message>
    <message>
      <source>Residual</source>
      <translation>残差</translation>
    </message>
    <message>
      <source>Residual: the original minus the stems</source>
      <translation>残差: 原曲からステムを引いた音</translation>
    </message>
    <message>
      <source>Results in the bucket</source>
      <translation>バケット内の結果</translation>
    </message>
    <message>
      <source>Retry</source>
      <translation>再試行</translation>
    </message>
    <message>
      <source>Retry {song}</source>
      <translation>{song} を再試行</translation>
    </message>
    <message>
      <source>Return to start</source>
      <translation>先頭に戻る</translation>
    </message>
    <message>
      <source>Rhythm guitar</source>
      <translation>リズムギター</translation>
    </message>
    <message>
      <source>Ride</source>
      <translation>ライド</translation>
    </message>
    <message>
      <source>Ruler in bars</source>
      <translation>ルーラーを小節で表示</translation>
    </message>
    <message>
      <source>Ruler in time</source>
      <translation>ルーラーを時間で表示</translation>
    </message>
    <message>
      <source>Ruler in time and bars</source>
      <translation>ルーラーを時間と小節で表示</translation>
    </message>
    <message>
      <source>SAMI, vocals and instrumental</source>
      <translation>SAMI、ボーカルと伴奏</translation>
    </message>
    <message>
      <source>SONGS</source>
      <translation>曲</translation>
    </message>
    <message>
      <source>Same as song</source>
      <translation>曲と同じ</translation>
    </message>
    <message>
      <source>Sample rate</source>
      <translation>サンプルレート</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>保存</translation>
    </message>
    <message>
      <source>Save a copy</source>
      <translation>コピーを保存</translation>
    </message>
    <message>
      <source>Save a copy of {document}</source>
      <translation>{document} のコピーを保存</translation>
    </message>
    <message>
      <source>Save a copy…</source>
      <translation>コピーを保存…</translation>
    </message>
    <message>
      <source>Save as .lrc</source>
      <translation>LRC ファイルとして保存</translation>
    </message>
    <message>
      <source>Save current settings…</source>
      <translation>現在の設定を保存…</translation>
    </message>
    <message>
      <source>Save loop…</source>
      <translation>ループを保存…</translation>
    </message>
    <message>
      <source>Save preset</source>
      <translation>プリセットを保存</translation>
    </message>
    <message>
      <source>Save the loop under a name</source>
      <translation>ループに名前を付けて保存</translation>
    </message>
    <message>
      <source>Save {name}</source>
      <translation>{name} を保存</translation>
    </message>
    <message>
      <source>Saved loops</source>
      <translation>保存したループ</translation>
    </message>
    <message>
      <source>Save…</source>
      <translation>保存…</translation>
    </message>
    <message>
      <source>Saxophone</source>
      <translation>サックス</translation>
    </message>
    <message>
      <source>Says first what is sent where</source>
      <translation>何をどこに送信するかを先に表示します</translation>
    </message>
    <message>
      <source>Scroll through the song</source>
      <translation>曲をスクロール</translation>
    </message>
    <message>
      <source>Search</source>
      <translation>検索</translation>
    </message>
    <message numerus="yes">
      <source>Search %n model(s)</source>
      <translation>
        <numerusform>%nモデルから検索</numerusform>
      </translation>
    </message>
    <message>
      <source>Search models</source>
      <translation>モデルを検索</translation>
    </message>
    <message>
      <source>SecretId</source>
      <translation>SecretId</translation>
    </message>
    <message>
      <source>SecretKey</source>
      <translation>SecretKey</translation>
    </message>
    <message>
      <source>Secrets are kept by the system's password store ({name}), never in a file.</source>
      <translation>秘密の値はシステムのパスワード管理（{name}）が保管し、ファイルには書き込みません。</translation>
    </message>
    <message>
      <source>Sections</source>
      <translation>セクション</translation>
    </message>
    <message>
      <source>Select a track; with Alt, solo it</source>
      <translation>トラックを選択、Altでソロ</translation>
    </message>
    <message>
      <source>Select all</source>
      <translation>すべて選択</translation>
    </message>
    <message>
      <source>Select all songs</source>
      <translation>すべての曲を選択</translation>
    </message>
    <message>
      <source>Select one song on the left as the target, and the reference above.</source>
      <translation>左でターゲットの曲を1つ選び、上でリファレンスを選んでください。</translation>
    </message>
    <message>
      <source>Send again</source>
      <translation>もう一度送る</translation>
    </message>
    <message>
      <source>Sends the song anew.</source>
      <translation>曲を改めて送ります。</translation>
    </message>
    <message>
      <source>Sends the song anew. It is charged again.</source>
      <translation>曲をもう一度送信します。再び課金されます。</translation>
    </message>
    <message>
      <source>Sends the song anew. It may be charged again.</source>
      <translation>曲をもう一度送信します。再び課金されることがあります。</translation>
    </message>
    <message>
      <source>Sends what is missing. Stems that are here are not sent again.</source>
      <translation>足りない分だけを送ります。手元にあるステムは送り直しません。</translation>
    </message>
    <message>
      <source>Separations published by others.</source>
      <translation>ほかの人が公開した分離結果。</translation>
    </message>
    <message>
      <source>Service</source>
      <translation>サービス</translation>
    </message>
    <message>
      <source>Services</source>
      <translation>サービス</translation>
    </message>
    <message>
      <source>Set downbeat here</source>
      <translation>ここを小節の頭に</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>設定</translation>
    </message>
    <message>
      <source>Settings…</source>
      <translation>設定…</translation>
    </message>
    <message>
      <source>Should sound like (reference)</source>
      <translation>目標の音（リファレンス）</translation>
    </message>
    <message>
      <source>Show in folder</source>
      <translation>フォルダーに表示</translation>
    </message>
    <message>
      <source>Show more</source>
      <translation>もっと表示</translation>
    </message>
    <message>
      <source>Show more earlier jobs</source>
      <translation>以前のジョブをもっと表示</translation>
    </message>
    <message>
      <source>Show more examples</source>
      <translation>デモをもっと表示</translation>
    </message>
    <message>
      <source>Show more news</source>
      <translation>ニュースをもっと表示</translation>
    </message>
    <message>
      <source>Show more of the leaderboard</source>
      <translation>ランキングをもっと表示</translation>
    </message>
    <message>
      <source>Show notes</source>
      <translation>ノートを表示</translation>
    </message>
    <message>
      <source>Show player</source>
      <translation>プレーヤーを表示</translation>
    </message>
    <message>
      <source>Show split</source>
      <translation>分離を表示</translation>
    </message>
    <message>
      <source>Show the jobs</source>
      <translation>ジョブを表示</translation>
    </message>
    <message>
      <source>Show the notes of all tracks</source>
      <translation>全トラックのノートを表示</translation>
    </message>
    <message>
      <source>Show {document} in its folder</source>
      <translation>{document} をフォルダーに表示</translation>
    </message>
    <message>
      <source>Show {song} in its folder</source>
      <translation>{song} をフォルダーに表示</translation>
    </message>
    <message>
      <source>Simplified chords</source>
      <translation>コードの簡略化</translation>
    </message>
    <message>
      <source>Simplify (triads only)</source>
      <translation>簡略化（三和音のみ）</translation>
    </message>
    <message>
      <source>Skip back 5 s</source>
      <translation>5 秒戻る</translation>
    </message>
    <message>
      <source>Skip back or forward 5 s, with Shift 0.5 s</source>
      <translation>5秒戻る/進む、Shiftで0.5秒</translation>
    </message>
    <message>
      <source>Skip forward 5 s</source>
      <translation>5 秒進む</translation>
    </message>
    <message>
      <source>Snare</source>
      <translation>スネア</translation>
    </message>
    <message>
      <source>Softer by 0.1 dB</source>
      <translation>0.1 dB 下げる</translation>
    </message>
    <message>
      <source>Softer by 1 dB</source>
      <translation>1 dB 下げる</translation>
    </message>
    <message>
      <source>Solo</source>
      <translation>ソロ</translation>
    </message>
    <message>
      <source>Solo the selected track</source>
      <translation>選択したトラックをソロ</translation>
    </message>
    <message>
      <source>Solo {stem}</source>
      <translation>{stem} をソロ</translation>
    </message>
    <message>
      <source>Song</source>
      <translation>曲</translation>
    </message>
    <message>
      <source>Songs</source>
      <translation>曲</translation>
    </message>
    <message>
      <source>Songs found</source>
      <translation>見つかった曲</translation>
    </message>
    <message>
      <source>Songs, folders, stems and links can</source>
      <translation>曲、フォルダー、ステム、リンクを受け付けます</translation>
    </message>
    <message>
      <source>Soprano</source>
      <translation>ソプラノ</translation>
    </message>
    <message>
      <source>Sort by</source>
      <translation>並べ替え</translation>
    </message>
    <message>
      <source>Speech</source>
      <translation>話し声</translation>
    </message>
    <message>
      <source>Speech, music, effects (DnR v3)</source>
      <translation>話し声、音楽、効果音（DnR v3）</translation>
    </message>
    <message>
      <source>Speed trainer</source>
      <translation>スピードトレーナー</translation>
    </message>
    <message>
      <source>Speed up each repeat</source>
      <translation>繰り返すごとに速くする</translation>
    </message>
    <message>
      <source>Spend credits (premium)</source>
      <translation>クレジットを使う（プレミアム）</translation>
    </message>
    <message>
      <source>Split</source>
      <translation>分離</translation>
    </message>
    <message numerus="yes">
      <source>Split %n song(s)</source>
      <translation>
        <numerusform>%n曲を分離</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Split %n song(s)…</source>
      <translation>
        <numerusform>%n 曲を分離…</numerusform>
      </translation>
    </message>
    <message>
      <source>Split a song, or drop a folder of stems. They play here side by side.</source>
      <translation>曲を分離するか、ステムのフォルダーをドロップすると、ここで並べて再生できます。</translation>
    </message>
    <message>
      <source>Split at the playhead</source>
      <translation>再生ヘッドで分割</translation>
    </message>
    <message>
      <source>Split here</source>
      <translation>ここで分割</translation>
    </message>
    <message>
      <source>Split the selected songs</source>
      <translation>選んだ曲を分離</translation>
    </message>
    <message>
      <source>Split this stem…</source>
      <translation>このステムをさらに分離…</translation>
    </message>
    <message>
      <source>Split view</source>
      <translation>分離ビュー</translation>
    </message>
    <message>
      <source>Split “{song}”</source>
      <translation>「{song}」を分離</translation>
    </message>
    <message>
      <source>Splits songs into stems and plays them side by side.</source>
      <translation>曲をステムに分離し、並べて再生します。</translation>
    </message>
    <message>
      <source>Split…</source>
      <translation>分離…</translation>
    </message>
    <message>
      <source>Start tempo</source>
      <translation>開始テンポ</translation>
    </message>
    <message>
      <source>Stay</source>
      <translation>閉じない</translation>
    </message>
    <message>
      <source>StemDesk asks the system's password store (keyring) for your {name} account. It may want its own password.</source>
      <translation>StemDesk がシステムのパスワード管理に {name} のアカウントを問い合わせています。そのパスワードを求められることがあります。</translation>
    </message>
    <message>
      <source>StemDesk closes …</source>
      <translation>StemDesk を終了します…</translation>
    </message>
    <message>
      <source>StemDesk ran into an error of its own ({reason}). The log has the details; try again, and please report it.</source>
      <translation>StemDesk自体でエラーが起きました（{reason}）。詳細はログにあります。再試行のうえ、ご報告ください。</translation>
    </message>
    <message>
      <source>StemDesk {version} is available (you have {current}).</source>
      <translation>StemDesk {version} が利用できます（現在は {current}）。</translation>
    </message>
    <message>
      <source>Stems</source>
      <translation>ステム</translation>
    </message>
    <message>
      <source>Stereo</source>
      <translation>ステレオ</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>停止</translation>
    </message>
    <message>
      <source>Stop comparing</source>
      <translation>比較をやめる</translation>
    </message>
    <message>
      <source>Stop {model}</source>
      <translation>{model} の入手を停止</translation>
    </message>
    <message>
      <source>Strings</source>
      <translation>ストリングス</translation>
    </message>
    <message>
      <source>Super resolution</source>
      <translation>超解像</translation>
    </message>
    <message>
      <source>Synth</source>
      <translation>シンセ</translation>
    </message>
    <message>
      <source>System</source>
      <translation>システム</translation>
    </message>
    <message>
      <source>System default</source>
      <translation>システムの既定</translation>
    </message>
    <message>
      <source>Tap</source>
      <translation>タップ</translation>
    </message>
    <message>
      <source>Tap the tempo</source>
      <translation>テンポをタップ</translation>
    </message>
    <message>
      <source>Tap the tempo while it plays</source>
      <translation>再生中にテンポをタップ</translation>
    </message>
    <message>
      <source>Tap the times of the lines</source>
      <translation>タップで各行の時間を設定</translation>
    </message>
    <message>
      <source>Tap times</source>
      <translation>タップで時間設定</translation>
    </message>
    <message>
      <source>Tapped: {bpm} BPM</source>
      <translation>タップ：{bpm} BPM</translation>
    </message>
    <message>
      <source>Tempo</source>
      <translation>テンポ</translation>
    </message>
    <message>
      <source>Tempo down</source>
      <translation>テンポを下げる</translation>
    </message>
    <message>
      <source>Tempo presets</source>
      <translation>テンポのプリセット</translation>
    </message>
    <message>
      <source>Tempo up</source>
      <translation>テンポを上げる</translation>
    </message>
    <message>
      <source>Tempo up and down</source>
      <translation>テンポを上げる、下げる</translation>
    </message>
    <message>
      <source>Tencent</source>
      <translation>Tencent</translation>
    </message>
    <message>
      <source>Tencent Cloud charges your account there; its prices are not known to StemDesk.</source>
      <translation>料金は Tencent Cloud のアカウントに請求されます。金額は StemDesk にはわかりません。</translation>
    </message>
    <message>
      <source>Tencent accepted something, but names no job.</source>
      <translation>Tencent は受け付けましたが、ジョブ名を返しません。</translation>
    </message>
    <message>
      <source>Tencent answers with status {status} and no sense.</source>
      <translation>Tencent の応答が理解できません（ステータス {status}）。</translation>
    </message>
    <message>
      <source>Tencent asks for a pause.</source>
      <translation>Tencent が待つよう求めています。</translation>
    </message>
    <message>
      <source>Tencent could not split it: {words}</source>
      <translation>Tencent は分離できませんでした：{words}</translation>
    </message>
    <message>
      <source>Tencent does not accept the SecretId or SecretKey: {words}</source>
      <translation>Tencent が SecretId または SecretKey を受け付けません：{words}</translation>
    </message>
    <message>
      <source>Tencent has no call to stop a job: its results will land in your bucket under {folder}</source>
      <translation>Tencent には停止する手段がありません：結果はバケットの {folder} に置かれます</translation>
    </message>
    <message>
      <source>Tencent needs {fields}. Enter them under Accounts.</source>
      <translation>Tencent には {fields} が必要です。「アカウント」で入力してください。</translation>
    </message>
    <message>
      <source>Tencent refuses: {words}</source>
      <translation>Tencent が拒否しました：{words}</translation>
    </message>
    <message>
      <source>Tencent says that the job is done, but names no file for {stems}. Try again later.</source>
      <translation>Tencent はジョブが完了したと伝えていますが、{stems} のファイルがありません。後でもう一度お試しください。</translation>
    </message>
    <message>
      <source>Tencent was given the job, but its answer got lost, and it does not know the job (yet). It is unknown whether it was accepted and charged. Check again, or send it again.</source>
      <translation>Tencent にジョブを送りましたが応答が失われ、Tencent 側に（まだ）見当たりません。受け付けと課金の有無は不明です。再確認するか、送り直してください。</translation>
    </message>
    <message>
      <source>Tencent's Media Lab: two, four or five stems, made from and into a storage bucket of your own.</source>
      <translation>Tencent Media Lab。2、4、5 ステムに対応し、曲も結果も自分のストレージバケットを通ります。</translation>
    </message>
    <message>
      <source>Tenor</source>
      <translation>テノール</translation>
    </message>
    <message>
      <source>That is more than the account has: {credits} credits.</source>
      <translation>アカウントの残り({credits} クレジット)を超えています。</translation>
    </message>
    <message>
      <source>The answer is far too long to be one. It was not read.</source>
      <translation>返事が異常に長いため、読みませんでした。</translation>
    </message>
    <message>
      <source>The beat at the playhead becomes the downbeat of its bar</source>
      <translation>再生位置の拍を小節の1拍目にします</translation>
    </message>
    <message>
      <source>The bucket answers with status {status} {code}.</source>
      <translation>バケットがステータス {status} {code} を返しました。</translation>
    </message>
    <message>
      <source>The bucket can be written to but not cleared. {reason}</source>
      <translation>バケットに書き込めますが、消去できません。{reason}</translation>
    </message>
    <message>
      <source>The bucket cannot be reached. Check its name, its region and the connection.</source>
      <translation>バケットに接続できません。名前、リージョン、接続を確認してください。</translation>
    </message>
    <message>
      <source>The bucket refuses the SecretId and SecretKey ({code}). Check them, its name and its region.</source>
      <translation>バケットが SecretId と SecretKey を拒否しました（{code}）。これらとバケット名、リージョンを確認してください。</translation>
    </message>
    <message>
      <source>The bucket says that this computer's clock is wrong. Set it, then try again.</source>
      <translation>バケットによると、このコンピューターの時計がずれています。時刻を合わせてからもう一度お試しください。</translation>
    </message>
    <message>
      <source>The bucket “{bucket}” was written to and cleared again.</source>
      <translation>バケット「{bucket}」に書き込み、消去しました。</translation>
    </message>
    <message>
      <source>The certificates in {file} cannot be read. The variable {name} names them: correct or unset it.</source>
      <translation>{file} の証明書を読めません。変数 {name} で指定されています。正すか、取り消してください。</translation>
    </message>
    <message>
      <source>The certificates that StemDesk came with cannot be read. Install it again.</source>
      <translation>StemDesk に付属の証明書を読めません。もう一度インストールしてください。</translation>
    </message>
    <message>
      <source>The connection broke, or the server did not answer. Check the network, then try again.</source>
      <translation>接続が切れたか、サーバーが応答しません。ネットワークを確かめてから、もう一度お試しください。</translation>
    </message>
    <message>
      <source>The connection to {service} broke during the upload. Nothing was accepted.</source>
      <translation>アップロード中に {service} との接続が切れました。何も受け付けられていません。</translation>
    </message>
    <message>
      <source>The disk is full. Free some space, then try again.</source>
      <translation>ディスクがいっぱいです。空きを作って再試行してください。</translation>
    </message>
    <message>
      <source>The disk is full: {name} was not kept.</source>
      <translation>ディスクがいっぱいのため、{name} を保存できませんでした。</translation>
    </message>
    <message>
      <source>The disk of “{folder}” is full. Free some space, then try again.</source>
      <translation>「{folder}」のディスクがいっぱいです。空きを作って再試行してください。</translation>
    </message>
    <message>
      <source>The disk refused “{name}”: {reason}. Check the file and its folder, then try again.</source>
      <translation>ディスクが「{name}」を受け付けませんでした：{reason}。ファイルとフォルダを確かめてから、もう一度お試しください。</translation>
    </message>
    <message>
      <source>The disk refused. Check that it is connected and may be written to, then try again.</source>
      <translation>ディスクが受け付けませんでした。接続されていて書き込めることを確かめてから、もう一度お試しください。</translation>
    </message>
    <message>
      <source>The disk refused: {reason}.</source>
      <translation>ディスクに拒否されました：{reason}。</translation>
    </message>
    <message>
      <source>The disk with the list of songs and jobs ({path}) is full. Make room there, then try again; what was written down before is safe.</source>
      <translation>曲とジョブの一覧があるディスク（{path}）の空きがありません。空きを作ってからもう一度試してください。これまでに書き込まれた内容は無事です。</translation>
    </message>
    <message>
      <source>The end tempo is reached.</source>
      <translation>終了テンポに達しました。</translation>
    </message>
    <message>
      <source>The file changed while it was being uploaded. Nothing was accepted.</source>
      <translation>アップロード中にファイルが変わりました。何も受け付けられていません。</translation>
    </message>
    <message>
      <source>The file of {name} on this computer cannot be read: {reason}.</source>
      <translation>このコンピューターの {name} のファイルを読めません：{reason}。</translation>
    </message>
    <message>
      <source>The file of {name} on this computer is damaged. Get it again: {command}</source>
      <translation>このコンピューターの {name} のファイルが壊れています。入手し直してください：{command}</translation>
    </message>
    <message>
      <source>The job was cancelled at Tencent.</source>
      <translation>ジョブは Tencent 側で取り消されました。</translation>
    </message>
    <message>
      <source>The language changes after a restart.</source>
      <translation>言語は次回の起動から変わります。</translation>
    </message>
    <message>
      <source>The libraries that StemDesk uses, and their licences</source>
      <translation>StemDesk を構成するライブラリとそのライセンス</translation>
    </message>
    <message>
      <source>The list of models is being fetched …</source>
      <translation>モデルの一覧を取得しています…</translation>
    </message>
    <message>
      <source>The list of songs and jobs ({path}) cannot be opened: {reason}.</source>
      <translation>曲とジョブの一覧（{path}）を開けません：{reason}。</translation>
    </message>
    <message>
      <source>The list of songs and jobs ({path}) is damaged. Start StemDesk anew: it keeps the file and saves what can be read.</source>
      <translation>曲とジョブのリスト（{path}）が壊れています。StemDesk を再起動してください。ファイルは保管され、読める内容は救い出されます。</translation>
    </message>
    <message>
      <source>The list of songs and jobs ({path}) may not be written to. Change its folder's permissions, then try again.</source>
      <translation>曲とジョブの一覧（{path}）に書き込む権限がありません。フォルダの権限を変更してからもう一度試してください。</translation>
    </message>
    <message>
      <source>The list of songs and jobs did not take this. Nothing else was changed. Try again; if it stays so, start StemDesk anew.</source>
      <translation>曲とジョブのリストに記録できませんでした。ほかは何も変わっていません。もう一度お試しください。続く場合は StemDesk を再起動してください。</translation>
    </message>
    <message>
      <source>The list of songs and jobs was damaged. {saved} entries of it could be saved; the damaged file is kept as {path}. Stems on disk are not touched.</source>
      <translation>曲とジョブの一覧が壊れていました。{saved} 件を復元できました。壊れたファイルは {path} として残してあります。ディスク上のステムには影響ありません。</translation>
    </message>
    <message>
      <source>The list of songs and jobs was written by a newer StemDesk. Update this one; nothing was changed.</source>
      <translation>曲とジョブの一覧は新しいStemDeskで書かれています。更新してください。何も変更していません。</translation>
    </message>
    <message>
      <source>The mirror was asked for the result (one credit), but its answer got lost. The main server still has it.</source>
      <translation>ミラーに結果を頼みました（1クレジット）が、返事が失われました。メインサーバーにはまだあります。</translation>
    </message>
    <message>
      <source>The network stopped ({reason}), perhaps for lack of memory. Close other programs and try again.</source>
      <translation>ネットワークが停止しました（{reason}）。メモリー不足かもしれません。ほかのプログラムを閉じて、もう一度お試しください。</translation>
    </message>
    <message>
      <source>The notes of the stems chosen above, with tempo, bars, markers and chords</source>
      <translation>上で選んだステムのノート。テンポ、小節、マーカー、コード付き</translation>
    </message>
    <message>
      <source>The original at the same position and loudness (A)</source>
      <translation>同じ位置・同じ音量の原曲 (A)</translation>
    </message>
    <message>
      <source>The player stopped unexpectedly ({reason}). Open the stems again.</source>
      <translation>プレーヤーでエラーが起きました（{reason}）。ステムを開き直してください。</translation>
    </message>
    <message>
      <source>The repository bound to your bucket.</source>
      <translation>バケットに結び付いたリポジトリ。</translation>
    </message>
    <message>
      <source>The result is not published.</source>
      <translation>結果は公開されません。</translation>
    </message>
    <message>
      <source>The same stems from another result</source>
      <translation>別の結果の同じステム</translation>
    </message>
    <message>
      <source>The same stems from another result of this song, at the same position (B)</source>
      <translation>この曲の別の結果の同じステムを、同じ時点で聴きます（B）</translation>
    </message>
    <message>
      <source>The separation stopped unexpectedly, perhaps for lack of memory. Close other programs and try again.</source>
      <translation>分離が予期せず止まりました。メモリー不足かもしれません。ほかのアプリを閉じて再試行してください。</translation>
    </message>
    <message>
      <source>The service does not accept the account of this session</source>
      <translation>サービスは今回のみのアカウントを受け付けません</translation>
    </message>
    <message>
      <source>The service does not accept the account that the environment sets</source>
      <translation>サービスは環境変数で設定されたアカウントを受け付けません</translation>
    </message>
    <message>
      <source>The service does not accept the stored account</source>
      <translation>サービスは保存されたアカウントを受け付けません</translation>
    </message>
    <message>
      <source>The settings cannot be written: {reason}.</source>
      <translation>設定を書き込めません：{reason}。</translation>
    </message>
    <message>
      <source>The song goes into your bucket, where Tencent fetches it, and is deleted after the job. The stems stay in the bucket unless you say otherwise in the options.</source>
      <translation>曲は自分のバケットに置かれ、Tencent がそこから取得し、ジョブの後に削除されます。ステムは、オプションで変えない限りバケットに残ります。</translation>
    </message>
    <message>
      <source>The song in the answer is damaged.</source>
      <translation>応答内の曲が壊れています。</translation>
    </message>
    <message>
      <source>The song in the answer is longer than it can be.</source>
      <translation>応答内の曲が長すぎます。</translation>
    </message>
    <message>
      <source>The song is sent to Dango, which keeps the results for 30 days. Each can be downloaded seven times.</source>
      <translation>曲は Dango に送られ、結果は 30 日間残ります。1 曲につき 7 回ダウンロードできます。</translation>
    </message>
    <message>
      <source>The song is sent to MVSEP, and its results stay there for about 72 hours. Nothing is published unless you say so in the options.</source>
      <translation>曲は MVSEP に送られ、結果は約 72 時間残ります。オプションで選ばない限り公開されません。</translation>
    </message>
    <message>
      <source>The song is sent with the call, and the stem comes back in its answer. An answer that is lost cannot be fetched again.</source>
      <translation>曲は呼び出しと一緒に送られ、ステムはその応答で戻ります。失われた応答を取り直すことはできません。</translation>
    </message>
    <message>
      <source>The song was sent whole, but MVSEP's answer got lost, so it is unknown whether it was accepted and charged. {trouble} Check again, or send it again if it is not there.</source>
      <translation>曲はすべて送られましたが、MVSEP の返事が失われ、受け付けと課金がされたかどうか分かりません。{trouble}もう一度確認するか、そこに無ければ送り直してください。</translation>
    </message>
    <message>
      <source>The song was sent whole, but Volcengine's answer got lost. It is unknown whether it was charged, and nobody can be asked. Send it again if you want to; that may be charged a second time.</source>
      <translation>曲はすべて送られましたが、Volcengine の応答が失われました。課金の有無は不明で、問い合わせる手段もありません。送り直せますが、二重に課金される可能性があります。</translation>
    </message>
    <message>
      <source>The sound card does not start: {reason}.</source>
      <translation>サウンドデバイスを開始できません：{reason}。</translation>
    </message>
    <message>
      <source>The stem file came out in an unexpected order.</source>
      <translation>ステムファイルの構造が想定と異なります。</translation>
    </message>
    <message>
      <source>The stems may need {needed} MB, and the disk has {free} MB free. Make room, or choose another folder.</source>
      <translation>ステムには最大 {needed} MB 必要ですが、空きは {free} MB です。空きを作るか、別のフォルダーを選んでください。</translation>
    </message>
    <message>
      <source>The system did not give {what} back. Restore it from the system's trash, then drop its folder into the window.</source>
      <translation>{what}を元に戻せませんでした。システムのゴミ箱から戻して、フォルダをウインドウにドロップしてください。</translation>
    </message>
    <message>
      <source>The system's password store (keyring) is locked or refused. Unlock it, then try again.</source>
      <translation>システムのパスワード管理がロックされているか、拒否されました。解除して再試行してください。</translation>
    </message>
    <message>
      <source>The system's password store (keyring) is locked. Open the account.</source>
      <translation>システムのパスワード管理はロックされています。アカウントを開きます。</translation>
    </message>
    <message>
      <source>The token is only tried out by splitting: StemDesk knows no call for it that is free.</source>
      <translation>トークンは実際に分離するまで確認できません。無料で確認できる呼び出しがありません。</translation>
    </message>
    <message>
      <source>The trained network separates the vocals; signal processing splits the rest into drums, bass and other. Good for practice, with more bleed than a service's models.</source>
      <translation>ボーカルはネットワークが、残りのドラム、ベース、その他は信号処理が分離します。練習向きですが、サービスのモデルより被りが多くなります。</translation>
    </message>
    <message>
      <source>Theme</source>
      <translation>テーマ</translation>
    </message>
    <message>
      <source>There are no songs in the folder “{name}”.</source>
      <translation>フォルダー「{name}」に曲がありません。</translation>
    </message>
    <message>
      <source>There are no stems to play here.</source>
      <translation>再生できるステムがありません。</translation>
    </message>
    <message>
      <source>There are two songs in the answer.</source>
      <translation>応答に曲が 2 つ含まれています。</translation>
    </message>
    <message>
      <source>There are {n} in MVSEP's history that it could be.</source>
      <translation>MVSEP の履歴には、それらしいものが {n} 件あります。</translation>
    </message>
    <message>
      <source>There are {n} of {all} stems in what Dango sent. Retrying costs nothing.</source>
      <translation>団子から届いたのは {all} ステム中 {n} ステムです。再試行に費用はかかりません。</translation>
    </message>
    <message>
      <source>There is no chart yet: no chords are known in this song.</source>
      <translation>コード譜はまだありません：この曲のコードがわかりません。</translation>
    </message>
    <message>
      <source>There is no other result of this song to compare with yet. Split it with another model.</source>
      <translation>この曲にはまだ比較できる別の結果がありません。別のモデルで分離してください。</translation>
    </message>
    <message>
      <source>There is no room for {name} in {folder}: {size} MB are needed.</source>
      <translation>{folder} に {name} を置く空きがありません。{size} MB 必要です。</translation>
    </message>
    <message>
      <source>There is no vocals stem to listen to</source>
      <translation>解析できるボーカルのステムがありません</translation>
    </message>
    <message>
      <source>There is nothing to export yet. Split a song first.</source>
      <translation>書き出せるものがまだありません。先に曲を分離してください。</translation>
    </message>
    <message>
      <source>These stems cannot be played</source>
      <translation>これらのステムは再生できません</translation>
    </message>
    <message>
      <source>Third-party licences</source>
      <translation>サードパーティのライセンス</translation>
    </message>
    <message>
      <source>This cannot be taken</source>
      <translation>これは受け付けられません</translation>
    </message>
    <message>
      <source>This computer is short of memory. Close other programs, then try again.</source>
      <translation>メモリが不足しています。ほかのプログラムを終了してから、もう一度お試しください。</translation>
    </message>
    <message>
      <source>This computer splits files, not links. Download the song first, then drop the file.</source>
      <translation>このコンピューターで分離できるのはファイルだけです。曲をダウンロードしてからドロップしてください。</translation>
    </message>
    <message>
      <source>This example has no sound to listen to.</source>
      <translation>このデモには聴ける音がありません。</translation>
    </message>
    <message>
      <source>This is a demo song. Press Split to take it apart, or drop a song of your own.</source>
      <translation>これはデモ曲です。「分離」を押して分離するか、自分の曲をドロップしてください。</translation>
    </message>
    <message>
      <source>This model is for premium accounts.</source>
      <translation>このモデルはプレミアムアカウント用です。</translation>
    </message>
    <message>
      <source>This model takes links only.</source>
      <translation>このモデルはリンクだけを受け付けます。</translation>
    </message>
    <message>
      <source>This song</source>
      <translation>この曲</translation>
    </message>
    <message>
      <source>This song has no bar {bar}.{beat}.</source>
      <translation>この曲に小節 {bar}.{beat} はありません。</translation>
    </message>
    <message>
      <source>This system has no password store (keyring) that is running, and StemDesk keeps secrets nowhere else. Set the environment instead: {names}.</source>
      <translation>動作中のパスワード管理がなく、StemDeskはほかに秘密情報を保存しません。代わりに環境変数を設定してください：{names}。</translation>
    </message>
    <message>
      <source>This system has no password store (keyring) that is running. Accounts can be kept for this session only; they are never written to a file.</source>
      <translation>動作中のパスワード管理がありません。アカウントは今回の起動中だけ保持され、ファイルには書かれません。</translation>
    </message>
    <message>
      <source>This system has no password store (keyring) that is running. Keep the account for this session only, or set it in the environment.</source>
      <translation>動作中のパスワード管理がありません。今回のみ保持するか、環境変数で設定してください。</translation>
    </message>
    <message>
      <source>This was made, without stems:</source>
      <translation>ステムはなく、次のファイルが作られました：</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>時間</translation>
    </message>
    <message>
      <source>Time here</source>
      <translation>ここの時間</translation>
    </message>
    <message>
      <source>Title</source>
      <translation>曲名</translation>
    </message>
    <message>
      <source>Token</source>
      <translation>トークン</translation>
    </message>
    <message>
      <source>Toms</source>
      <translation>タム</translation>
    </message>
    <message>
      <source>Too many files are open. Close other programs, then try again.</source>
      <translation>開いているファイルが多すぎます。ほかのプログラムを終了してから、もう一度お試しください。</translation>
    </message>
    <message>
      <source>Track color</source>
      <translation>トラックの色</translation>
    </message>
    <message>
      <source>Track name</source>
      <translation>トラック名</translation>
    </message>
    <message>
      <source>Track order</source>
      <translation>トラックの順序</translation>
    </message>
    <message>
      <source>Trained network</source>
      <translation>学習済みネットワーク</translation>
    </message>
    <message>
      <source>Trained networks do not run on this computer ({reason}). The quick preview of the same stems is used instead.</source>
      <translation>この環境では学習済みネットワークが動作しません（{reason}）。同じステムを作るクイックプレビューを代わりに使います。</translation>
    </message>
    <message>
      <source>Trained networks do not run on this computer: {reason}. The quick preview does.</source>
      <translation>このコンピューターでは学習済みネットワークが動きません：{reason}。簡易プレビューは使えます。</translation>
    </message>
    <message>
      <source>Trained networks do not run on this computer: {reason}. {rest}</source>
      <translation>このコンピューターでは学習済みネットワークが動きません：{reason}。{rest}</translation>
    </message>
    <message>
      <source>Trombone</source>
      <translation>トロンボーン</translation>
    </message>
    <message>
      <source>Trumpet</source>
      <translation>トランペット</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>再試行</translation>
    </message>
    <message>
      <source>Try again to open the password store for {name}</source>
      <translation>{name} のためにパスワード管理をもう一度開く</translation>
    </message>
    <message>
      <source>Try again to show the notes</source>
      <translation>ノートの表示を再試行</translation>
    </message>
    <message>
      <source>Tuba</source>
      <translation>チューバ</translation>
    </message>
    <message>
      <source>Tune to A = 440 Hz</source>
      <translation>440 Hz に合わせる</translation>
    </message>
    <message>
      <source>Type a chord: Am, F♯m7, Bb7, Csus4, G/B, or N for none.</source>
      <translation>コードを入力してください：Am、F♯m7、Bb7、Csus4、G/B。なしは N です。</translation>
    </message>
    <message>
      <source>Type a percentage. A double click resets it.</source>
      <translation>パーセントで入力。ダブルクリックで元に戻します。</translation>
    </message>
    <message>
      <source>Type a time (1:23.4 or 83.4) or a bar (bar 17 or bar 17.3).</source>
      <translation>時間（1:23.4、83.4）または小節（小節 17、小節 17.3）を入力してください。</translation>
    </message>
    <message>
      <source>Type a time or a bar to go to</source>
      <translation>移動先の時間または小節を入力</translation>
    </message>
    <message>
      <source>Type a value…</source>
      <translation>値を入力…</translation>
    </message>
    <message>
      <source>Type an e-mail address and a new password first.</source>
      <translation>先にメールアドレスと新しいパスワードを入力してください。</translation>
    </message>
    <message>
      <source>Type or paste</source>
      <translation>入力または貼り付け</translation>
    </message>
    <message>
      <source>Type or paste lyrics</source>
      <translation>歌詞を入力または貼り付け</translation>
    </message>
    <message>
      <source>Type or paste something first.</source>
      <translation>先に入力するか貼り付けてください。</translation>
    </message>
    <message>
      <source>Type or paste the lyrics, one line each. [1:23.45] before a line is its time.</source>
      <translation>歌詞を 1 行ずつ入力または貼り付けます。行頭の [1:23.45] はその行の時間です。</translation>
    </message>
    <message>
      <source>Type semitones. A double click resets it.</source>
      <translation>半音単位で入力。ダブルクリックで元に戻します。</translation>
    </message>
    <message>
      <source>Type the BPM that you want: the tempo follows. A double click resets it.</source>
      <translation>希望の BPM を入力すると、テンポが変わります。ダブルクリックで元に戻します。</translation>
    </message>
    <message>
      <source>Type the e-mail address and the password of your account at the service.</source>
      <translation>サービスのアカウントのメールアドレスとパスワードを入力してください。</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>取り消す</translation>
    </message>
    <message>
      <source>Undo, redo</source>
      <translation>元に戻す、やり直す</translation>
    </message>
    <message>
      <source>Undone: {what}</source>
      <translation>元に戻しました：{what}</translation>
    </message>
    <message>
      <source>Unmute this range</source>
      <translation>この範囲のミュートを解除</translation>
    </message>
    <message>
      <source>Unmute {stem}</source>
      <translation>{stem} のミュートを解除</translation>
    </message>
    <message>
      <source>Unsolo {stem}</source>
      <translation>{stem} のソロを解除</translation>
    </message>
    <message>
      <source>Updates</source>
      <translation>アップデート</translation>
    </message>
    <message>
      <source>Use anyway</source>
      <translation>そのまま使う</translation>
    </message>
    <message>
      <source>Use plain HTTP (insecure)</source>
      <translation>暗号化なしの HTTP を使う（安全ではありません）</translation>
    </message>
    <message>
      <source>Use the mirror</source>
      <translation>ミラーを使う</translation>
    </message>
    <message>
      <source>Use these lyrics</source>
      <translation>この歌詞を使う</translation>
    </message>
    <message>
      <source>Verse</source>
      <translation>Aメロ</translation>
    </message>
    <message>
      <source>View</source>
      <translation>表示</translation>
    </message>
    <message>
      <source>Viola</source>
      <translation>ビオラ</translation>
    </message>
    <message>
      <source>Violet</source>
      <translation>紫</translation>
    </message>
    <message>
      <source>Violin</source>
      <translation>バイオリン</translation>
    </message>
    <message>
      <source>Vocals</source>
      <translation>ボーカル</translation>
    </message>
    <message>
      <source>Vocals + band</source>
      <translation>ボーカルとバンド</translation>
    </message>
    <message>
      <source>Vocals + instrumental (quick)</source>
      <translation>ボーカル＋インスト（クイック）</translation>
    </message>
    <message>
      <source>Volcengine</source>
      <translation>Volcengine</translation>
    </message>
    <message>
      <source>Volcengine answered and has charged for it, but the answer could not be kept: {trouble} Make room, then send the song again if you want to; that is charged again.</source>
      <translation>Volcengine は応答して課金しましたが、結果を保存できませんでした: {trouble} 空き容量を確保し、必要なら曲を再送信してください。再び課金されます。</translation>
    </message>
    <message>
      <source>Volcengine answered and has charged for “{stem}”, but what came is no sound that plays to its end, and it keeps nothing. Send the song again if you want to; that is charged again.</source>
      <translation>Volcengine は「{stem}」を返して課金しましたが、届いた音声は最後まで再生できず、先方にも残っていません。必要なら曲を再送信してください。再び課金されます。</translation>
    </message>
    <message>
      <source>Volcengine asks for a pause.</source>
      <translation>Volcengine が待つよう求めています。</translation>
    </message>
    <message>
      <source>Volcengine cannot be asked about a call. If it was answered, it is charged a second time.</source>
      <translation>Volcengine には呼び出しの結果を問い合わせられません。処理済みなら二重に課金されます。</translation>
    </message>
    <message>
      <source>Volcengine charges each call: vocals and instrumental are two.</source>
      <translation>Volcengine は呼び出しごとに課金します。ボーカルと伴奏で 2 回です。</translation>
    </message>
    <message>
      <source>Volcengine charges the stem a second time.</source>
      <translation>Volcengine はこのステムに再び課金します。</translation>
    </message>
    <message>
      <source>Volcengine gives no token: {words}</source>
      <translation>Volcengine がトークンを発行しません：{words}</translation>
    </message>
    <message>
      <source>Volcengine has made a token. StemDesk makes new ones by itself.</source>
      <translation>Volcengine がトークンを発行しました。更新は StemDesk が自動で行います。</translation>
    </message>
    <message>
      <source>Volcengine needs an AccessKey and a SecretKey, or a token. Enter them under Accounts.</source>
      <translation>Volcengine には AccessKey と SecretKey、またはトークンが必要です。「アカウント」で入力してください。</translation>
    </message>
    <message>
      <source>Volcengine needs an AppKey. Enter it under Accounts.</source>
      <translation>Volcengine には AppKey が必要です。「アカウント」で入力してください。</translation>
    </message>
    <message>
      <source>Volcengine refuses (status {code}): {words}</source>
      <translation>Volcengine が拒否しました（ステータス {code}）：{words}</translation>
    </message>
    <message>
      <source>Volume</source>
      <translation>音量</translation>
    </message>
    <message>
      <source>Volume of the metronome</source>
      <translation>メトロノームの音量</translation>
    </message>
    <message>
      <source>Volume {stem}</source>
      <translation>{stem} の音量</translation>
    </message>
    <message>
      <source>WAV, 16 bit</source>
      <translation>WAV、16ビット</translation>
    </message>
    <message>
      <source>WAV, 24 bit</source>
      <translation>WAV、24ビット</translation>
    </message>
    <message>
      <source>WAV, 32 bit float</source>
      <translation>WAV、32ビット浮動小数点</translation>
    </message>
    <message>
      <source>Waits for a loop: switch it on with L.</source>
      <translation>ループ待ちです。L でオンにしてください。</translation>
    </message>
    <message>
      <source>What MVSEP sent as “{stem}” is no sound. The result is still there; try again later.</source>
      <translation>MVSEP から「{stem}」として届いたものは音声ではありません。結果は残っているので、後でもう一度お試しください。</translation>
    </message>
    <message>
      <source>What happens with the song there</source>
      <translation>曲はそこでどう扱われるか</translation>
    </message>
    <message>
      <source>What was downloaded for {name} is not what it should be.</source>
      <translation>{name} としてダウンロードされた内容が正しくありません。</translation>
    </message>
    <message>
      <source>What was found in MVSEP's history does not sound like this song, and nothing else shows that it is. It is unknown whether the song was accepted. Check again, or send it again if it is not there.</source>
      <translation>MVSEP の履歴で見つかったものはこの曲の音と一致せず、この曲だと示すものもありません。曲が受け付けられたかどうかは不明です。もう一度確認するか、見当たらなければ再送信してください。</translation>
    </message>
    <message>
      <source>What {host} says about updates cannot be read.</source>
      <translation>アップデートについての {host} の回答を読めません。</translation>
    </message>
    <message>
      <source>What {host} says about updates was not signed by the makers of StemDesk. It was left alone.</source>
      <translation>アップデートについての {host} の回答には StemDesk 制作者の署名がないため、無視しました。</translation>
    </message>
    <message>
      <source>What {service} sent arrived damaged. Try again.</source>
      <translation>{service} から届いたデータが壊れています。もう一度お試しください。</translation>
    </message>
    <message>
      <source>What {service} sent as “{stem}” is no sound that plays to its end. It was not taken for the stem.</source>
      <translation>{service} から「{stem}」として届いたものは最後まで再生できる音声ではないため、採用しませんでした。</translation>
    </message>
    <message>
      <source>Whole song</source>
      <translation>曲全体</translation>
    </message>
    <message>
      <source>Wind</source>
      <translation>管楽器</translation>
    </message>
    <message>
      <source>With guitar and piano besides vocals, drums, bass and other. Its authors call the guitar fair and the piano poor. Takes longer than Spleeter, and more memory.</source>
      <translation>ボーカル、ドラム、ベース、その他に加えて、ギターとピアノも分けます。作者によれば、ギターはまずまず、ピアノは不十分です。Spleeter より時間とメモリーを使います。</translation>
    </message>
    <message>
      <source>With its number, as in “music-1250000000”.</source>
      <translation>番号付きで。例：「music-1250000000」</translation>
    </message>
    <message>
      <source>With the SecretKey, tokens renew themselves.</source>
      <translation>SecretKeyがあればトークンは自動更新されます。</translation>
    </message>
    <message>
      <source>Without reverb</source>
      <translation>リバーブなし</translation>
    </message>
    <message>
      <source>Woodwind</source>
      <translation>木管</translation>
    </message>
    <message>
      <source>Write lyrics into the tags</source>
      <translation>歌詞をタグに書き込む</translation>
    </message>
    <message>
      <source>Yellow</source>
      <translation>黄</translation>
    </message>
    <message>
      <source>You hear: B, {name}</source>
      <translation>再生中：B（{name}）</translation>
    </message>
    <message>
      <source>You hear: the original</source>
      <translation>再生中：原曲</translation>
    </message>
    <message>
      <source>You hear: the residual, the original minus the audible stems</source>
      <translation>再生中：残差（原曲から聞こえているステムを引いたもの）</translation>
    </message>
    <message>
      <source>Your account</source>
      <translation>あなたのアカウント</translation>
    </message>
    <message>
      <source>Your own lyrics stay as they are unless you use these instead.</source>
      <translation>こちらを使わない限り、自分で書いた歌詞はそのまま残ります。</translation>
    </message>
    <message>
      <source>Your song</source>
      <translation>曲の扱い</translation>
    </message>
    <message>
      <source>Zoom</source>
      <translation>ズーム</translation>
    </message>
    <message>
      <source>Zoom in</source>
      <translation>拡大</translation>
    </message>
    <message>
      <source>Zoom in, out, and back to the whole song</source>
      <translation>拡大、縮小、曲全体に戻す</translation>
    </message>
    <message>
      <source>Zoom out</source>
      <translation>縮小</translation>
    </message>
    <message>
      <source>Zoom to this range</source>
      <translation>この範囲を拡大</translation>
    </message>
    <message>
      <source>about {price}</source>
      <translation>約 {price}</translation>
    </message>
    <message numerus="yes">
      <source>about {time}, as %n earlier job(s) took</source>
      <translation>
        <numerusform>約{time}（過去 %n 件のジョブから）</numerusform>
      </translation>
    </message>
    <message>
      <source>account rejected</source>
      <translation>アカウントが拒否されました</translation>
    </message>
    <message>
      <source>account saved</source>
      <translation>アカウント保存済み</translation>
    </message>
    <message>
      <source>action needed</source>
      <translation>操作が必要</translation>
    </message>
    <message>
      <source>analysing</source>
      <translation>解析中</translation>
    </message>
    <message>
      <source>another StemDesk has it in hand</source>
      <translation>別の StemDesk が使用中です</translation>
    </message>
    <message>
      <source>as the song</source>
      <translation>曲と同じ</translation>
    </message>
    <message>
      <source>asking Dango for a place to upload to</source>
      <translation>Dango にアップロード先を問い合わせ中</translation>
    </message>
    <message>
      <source>asking the password store …</source>
      <translation>パスワード管理に問い合わせ中…</translation>
    </message>
    <message>
      <source>asking the service …</source>
      <translation>サービスに問い合わせ中…</translation>
    </message>
    <message>
      <source>auto</source>
      <translation>自動</translation>
    </message>
    <message>
      <source>balanced</source>
      <translation>バランス</translation>
    </message>
    <message>
      <source>bar {bar}.{beat}</source>
      <translation>小節 {bar}.{beat}</translation>
    </message>
    <message>
      <source>bars that you play yourself</source>
      <translation>自分で演奏する小節</translation>
    </message>
    <message>
      <source>begun: {done} of {size}</source>
      <translation>途中まで：{done} / {size}</translation>
    </message>
    <message>
      <source>being separated</source>
      <translation>分離中</translation>
    </message>
    <message>
      <source>both (two calls, charged twice)</source>
      <translation>両方（2 回分の課金）</translation>
    </message>
    <message>
      <source>calls that were sent are charged; Volcengine has no way to take them back</source>
      <translation>送った呼び出しは課金されます。取り消す手段はありません</translation>
    </message>
    <message>
      <source>cancelled</source>
      <translation>キャンセル済み</translation>
    </message>
    <message>
      <source>cancelled at MVSEP; credits come back if it had not begun</source>
      <translation>MVSEP でキャンセルしました。始まっていなければクレジットは戻ります</translation>
    </message>
    <message>
      <source>capo {fret}</source>
      <translation>カポ {fret}</translation>
    </message>
    <message>
      <source>checking the song</source>
      <translation>曲を確認中</translation>
    </message>
    <message>
      <source>checking the stems</source>
      <translation>ステムを確認中</translation>
    </message>
    <message>
      <source>choose a song</source>
      <translation>曲を選ぶ</translation>
    </message>
    <message>
      <source>chords and sections as markers</source>
      <translation>コードとセクションのマーカー</translation>
    </message>
    <message>
      <source>cleaner instrumental</source>
      <translation>インストをきれいに</translation>
    </message>
    <message>
      <source>cleaner vocals</source>
      <translation>ボーカルをきれいに</translation>
    </message>
    <message>
      <source>converting without loss to a format that {service} takes</source>
      <translation>{service} が受け付ける形式に無劣化で変換中</translation>
    </message>
    <message>
      <source>delete after download</source>
      <translation>ダウンロード後に削除</translation>
    </message>
    <message>
      <source>done</source>
      <translation>完了</translation>
    </message>
    <message>
      <source>downloading</source>
      <translation>ダウンロード中</translation>
    </message>
    <message>
      <source>downloading {name} {percent} %</source>
      <translation>{name} をダウンロード中 {percent}%</translation>
    </message>
    <message>
      <source>downloading {stem} {percent} %</source>
      <translation>{stem} をダウンロード中 {percent} %</translation>
    </message>
    <message>
      <source>edited by you</source>
      <translation>編集済み</translation>
    </message>
    <message>
      <source>edited lyrics</source>
      <translation>歌詞の編集</translation>
    </message>
    <message>
      <source>expired</source>
      <translation>期限切れ</translation>
    </message>
    <message>
      <source>failed</source>
      <translation>失敗</translation>
    </message>
    <message>
      <source>favourite</source>
      <translation>お気に入り</translation>
    </message>
    <message>
      <source>fetching the list …</source>
      <translation>一覧を取得中…</translation>
    </message>
    <message>
      <source>fetching “{song}” …</source>
      <translation>「{song}」を取得中…</translation>
    </message>
    <message>
      <source>files, folders, stems</source>
      <translation>ファイル、フォルダー、ステム</translation>
    </message>
    <message>
      <source>for premium users</source>
      <translation>プレミアムユーザー用</translation>
    </message>
    <message>
      <source>for registered users</source>
      <translation>登録ユーザー用</translation>
    </message>
    <message>
      <source>free</source>
      <translation>無料</translation>
    </message>
    <message>
      <source>free in the queue</source>
      <translation>無料（順番待ち）</translation>
    </message>
    <message>
      <source>free queue</source>
      <translation>無料の待ち行列</translation>
    </message>
    <message>
      <source>free, no account</source>
      <translation>無料、アカウント不要</translation>
    </message>
    <message>
      <source>fret {fret}</source>
      <translation>{fret} フレット</translation>
    </message>
    <message>
      <source>from LRCLIB</source>
      <translation>LRCLIB から</translation>
    </message>
    <message>
      <source>from the file</source>
      <translation>ファイルから</translation>
    </message>
    <message>
      <source>from the service</source>
      <translation>サービスから</translation>
    </message>
    <message>
      <source>from the song's tags</source>
      <translation>曲のタグから</translation>
    </message>
    <message>
      <source>from the text file</source>
      <translation>テキストファイルから</translation>
    </message>
    <message>
      <source>gap</source>
      <translation>間奏</translation>
    </message>
    <message>
      <source>getting ready to upload</source>
      <translation>アップロードの準備中</translation>
    </message>
    <message>
      <source>getting the model, {percent} %</source>
      <translation>モデルを入手中、{percent} %</translation>
    </message>
    <message>
      <source>high confidence</source>
      <translation>信頼度: 高</translation>
    </message>
    <message>
      <source>included</source>
      <translation>同梱</translation>
    </message>
    <message>
      <source>instrumental only (one call)</source>
      <translation>伴奏のみ（1 回分）</translation>
    </message>
    <message>
      <source>is sent to {service}</source>
      <translation>{service} に送信されます</translation>
    </message>
    <message>
      <source>it is damaged</source>
      <translation>壊れています</translation>
    </message>
    <message>
      <source>its folder is missing or may not be written to</source>
      <translation>フォルダがないか、書き込めません</translation>
    </message>
    <message>
      <source>its processor is too old</source>
      <translation>プロセッサーが古すぎます</translation>
    </message>
    <message>
      <source>karaoke</source>
      <translation>カラオケ</translation>
    </message>
    <message>
      <source>keep</source>
      <translation>残す</translation>
    </message>
    <message>
      <source>length {length}</source>
      <translation>長さ {length}</translation>
    </message>
    <message>
      <source>likely</source>
      <translation>信頼度: 中</translation>
    </message>
    <message>
      <source>looking for the job at Tencent</source>
      <translation>Tencent でジョブを探しています</translation>
    </message>
    <message>
      <source>looking for the song in MVSEP's history</source>
      <translation>MVSEP の履歴で曲を探しています</translation>
    </message>
    <message>
      <source>looking…</source>
      <translation>検索中…</translation>
    </message>
    <message>
      <source>lyrics from LRCLIB</source>
      <translation>LRCLIB の歌詞</translation>
    </message>
    <message>
      <source>lyrics from elsewhere</source>
      <translation>別の入手元の歌詞</translation>
    </message>
    <message>
      <source>major</source>
      <translation>メジャー</translation>
    </message>
    <message>
      <source>many models, credits</source>
      <translation>多数のモデル、クレジット制</translation>
    </message>
    <message>
      <source>master volume</source>
      <translation>マスター音量</translation>
    </message>
    <message>
      <source>minor</source>
      <translation>マイナー</translation>
    </message>
    <message>
      <source>missing</source>
      <translation>見つかりません</translation>
    </message>
    <message>
      <source>mix</source>
      <translation>ミックス</translation>
    </message>
    <message>
      <source>moving the stems into place</source>
      <translation>ステムを配置中</translation>
    </message>
    <message>
      <source>needed</source>
      <translation>必要</translation>
    </message>
    <message>
      <source>needed, none yet</source>
      <translation>必要（未設定）</translation>
    </message>
    <message>
      <source>needs an account</source>
      <translation>アカウントが必要</translation>
    </message>
    <message>
      <source>no</source>
      <translation>いいえ</translation>
    </message>
    <message>
      <source>no account</source>
      <translation>アカウントなし</translation>
    </message>
    <message>
      <source>no chord</source>
      <translation>コードなし</translation>
    </message>
    <message>
      <source>none</source>
      <translation>なし</translation>
    </message>
    <message>
      <source>none needed</source>
      <translation>不要</translation>
    </message>
    <message>
      <source>not detected</source>
      <translation>検出されません</translation>
    </message>
    <message>
      <source>not here</source>
      <translation>未入手</translation>
    </message>
    <message>
      <source>not known</source>
      <translation>不明</translation>
    </message>
    <message>
      <source>not split yet</source>
      <translation>まだ分離していません</translation>
    </message>
    <message>
      <source>nothing was charged</source>
      <translation>課金されていません</translation>
    </message>
    <message>
      <source>nothing was charged; the song is not in the bucket any more</source>
      <translation>課金されていません。曲はバケットから削除されました</translation>
    </message>
    <message>
      <source>number {place} of {queue} in the queue</source>
      <translation>順番待ち {queue} 件中 {place} 番目</translation>
    </message>
    <message>
      <source>off</source>
      <translation>オフ</translation>
    </message>
    <message>
      <source>offline</source>
      <translation>接続できません</translation>
    </message>
    <message>
      <source>offline, list of {day} {time}</source>
      <translation>オフライン、{day} {time} の一覧</translation>
    </message>
    <message>
      <source>on (experimental, untried)</source>
      <translation>オン（実験的、未検証）</translation>
    </message>
    <message>
      <source>onnxruntime is not installed</source>
      <translation>onnxruntime がインストールされていません</translation>
    </message>
    <message>
      <source>password store locked</source>
      <translation>パスワード管理はロック中</translation>
    </message>
    <message>
      <source>pitch {semitones} st</source>
      <translation>ピッチ {semitones} 半音</translation>
    </message>
    <message>
      <source>premium</source>
      <translation>プレミアム</translation>
    </message>
    <message>
      <source>premium waiting</source>
      <translation>プレミアム待ち</translation>
    </message>
    <message>
      <source>price by length</source>
      <translation>長さによる</translation>
    </message>
    <message>
      <source>proposed times</source>
      <translation>時間の提案</translation>
    </message>
    <message>
      <source>putting the parts together</source>
      <translation>部分を結合中</translation>
    </message>
    <message>
      <source>queued</source>
      <translation>待機中</translation>
    </message>
    <message>
      <source>ready</source>
      <translation>準備完了</translation>
    </message>
    <message>
      <source>registered</source>
      <translation>登録ユーザー</translation>
    </message>
    <message>
      <source>registered waiting</source>
      <translation>登録ユーザー待ち</translation>
    </message>
    <message>
      <source>running: {job}</source>
      <translation>実行中: {job}</translation>
    </message>
    <message>
      <source>separating</source>
      <translation>分離中</translation>
    </message>
    <message>
      <source>separating, {percent} %</source>
      <translation>分離中 {percent}%</translation>
    </message>
    <message>
      <source>sorted by</source>
      <translation>並べ替え</translation>
    </message>
    <message>
      <source>splitting at Dango, usually 2 to 3 minutes</source>
      <translation>Dango で分離中（通常 2～3 分）</translation>
    </message>
    <message>
      <source>splitting at Tencent</source>
      <translation>Tencent で分離中</translation>
    </message>
    <message>
      <source>splitting at Volcengine: {gone} so far, usually about {usual}</source>
      <translation>Volcengine で分離中：経過 {gone}、通常は約 {usual}</translation>
    </message>
    <message>
      <source>starting at Dango</source>
      <translation>Dango で開始中</translation>
    </message>
    <message>
      <source>stays on this computer</source>
      <translation>このコンピューターから出ません</translation>
    </message>
    <message>
      <source>stems from a folder</source>
      <translation>フォルダーのステム</translation>
    </message>
    <message>
      <source>stems that were paid for are kept: a retry goes on with what is missing</source>
      <translation>支払い済みのステムは保管されています。再試行すると残りから続けます</translation>
    </message>
    <message>
      <source>stopped</source>
      <translation>停止しました</translation>
    </message>
    <message>
      <source>takes no links</source>
      <translation>リンクには非対応</translation>
    </message>
    <message>
      <source>tapped times</source>
      <translation>タップした時間</translation>
    </message>
    <message>
      <source>tempo {percent} %</source>
      <translation>テンポ {percent} %</translation>
    </message>
    <message>
      <source>the result stays at MVSEP for about {hours} hours: a retry fetches it, and nothing is charged again</source>
      <translation>結果は MVSEP に約 {hours} 時間保管され、再試行すれば追加の課金なしに取得できます</translation>
    </message>
    <message>
      <source>the song is not in the bucket any more</source>
      <translation>曲はもうバケットにありません</translation>
    </message>
    <message>
      <source>the song is still in your bucket as {key}: the bucket cannot be reached</source>
      <translation>曲はまだバケットに {key} として残っています。バケットに接続できません</translation>
    </message>
    <message>
      <source>the song itself</source>
      <translation>元の曲</translation>
    </message>
    <message>
      <source>the tempo, which is not known</source>
      <translation>テンポ（不明）</translation>
    </message>
    <message>
      <source>today</source>
      <translation>今日</translation>
    </message>
    <message>
      <source>triads</source>
      <translation>三和音</translation>
    </message>
    <message>
      <source>uncertain</source>
      <translation>信頼度: 低</translation>
    </message>
    <message>
      <source>unregistered waiting</source>
      <translation>未登録待ち</translation>
    </message>
    <message>
      <source>uploading</source>
      <translation>アップロード中</translation>
    </message>
    <message>
      <source>uploading {percent} %</source>
      <translation>アップロード中 {percent}%</translation>
    </message>
    <message>
      <source>used {times} times this month</source>
      <translation>今月 {times} 回使用</translation>
    </message>
    <message>
      <source>vocals only (one call)</source>
      <translation>ボーカルのみ（1 回分）</translation>
    </message>
    <message>
      <source>vocals {sdr} dB SDR, say its authors</source>
      <translation>ボーカル SDR {sdr} dB（作者発表）</translation>
    </message>
    <message>
      <source>vocals, stems, pay per song</source>
      <translation>ボーカル、ステム、曲ごとの支払い</translation>
    </message>
    <message>
      <source>volume and pan</source>
      <translation>音量とパン</translation>
    </message>
    <message>
      <source>volume, pan, mute and solo</source>
      <translation>音量、パン、ミュート、ソロ</translation>
    </message>
    <message>
      <source>waiting at Tencent</source>
      <translation>Tencent で待機中</translation>
    </message>
    <message>
      <source>waiting for MVSEP's answer</source>
      <translation>MVSEP の返事待ち</translation>
    </message>
    <message>
      <source>waiting in MVSEP's queue</source>
      <translation>MVSEP で順番待ち</translation>
    </message>
    <message>
      <source>waiting in the service's queue</source>
      <translation>サービスの待ち行列</translation>
    </message>
    <message>
      <source>with times</source>
      <translation>時間あり</translation>
    </message>
    <message>
      <source>without times</source>
      <translation>時間なし</translation>
    </message>
    <message>
      <source>yes</source>
      <translation>はい</translation>
    </message>
    <message>
      <source>yesterday</source>
      <translation>昨日</translation>
    </message>
    <message>
      <source>yours</source>
      <translation>自分の歌詞</translation>
    </message>
    <message>
      <source>{action} {song}</source>
      <translation>{action} {song}</translation>
    </message>
    <message>
      <source>{bpm} BPM</source>
      <translation>{bpm} BPM</translation>
    </message>
    <message>
      <source>{bpm} BPM · {beats}/4</source>
      <translation>{bpm} BPM · {beats}/4</translation>
    </message>
    <message>
      <source>{cents} cents</source>
      <translation>{cents} セント</translation>
    </message>
    <message>
      <source>{command}: {what}</source>
      <translation>{command}：{what}</translation>
    </message>
    <message>
      <source>{credits} credits</source>
      <translation>{credits} クレジット</translation>
    </message>
    <message>
      <source>{credits} credits / min</source>
      <translation>{credits}クレジット/分</translation>
    </message>
    <message>
      <source>{current} is the latest version.</source>
      <translation>{current} は最新バージョンです。</translation>
    </message>
    <message>
      <source>{damage} Results that were paid for can be fetched again from the history of {services}.</source>
      <translation>{damage}支払い済みの結果は {services} の履歴からもう一度取得できます。</translation>
    </message>
    <message>
      <source>{display} ({width} × {height})</source>
      <translation>{display}（{width} × {height}）</translation>
    </message>
    <message>
      <source>{done} of {parts} parts done</source>
      <translation>{parts} 部分中 {done} 部分が完了</translation>
    </message>
    <message>
      <source>{done} of {total}</source>
      <translation>{done} / {total}</translation>
    </message>
    <message>
      <source>{field} (optional)</source>
      <translation>{field}（任意）</translation>
    </message>
    <message>
      <source>{field} (price depends on it)</source>
      <translation>{field}（料金が変わります）</translation>
    </message>
    <message>
      <source>{field}: kept by the system's password store</source>
      <translation>{field}：システムのパスワード管理に保存</translation>
    </message>
    <message>
      <source>{field}: kept for this session only</source>
      <translation>{field}：今回のみ保持</translation>
    </message>
    <message>
      <source>{field}: kept in the settings</source>
      <translation>{field}：設定に保存</translation>
    </message>
    <message>
      <source>{field}: set by the environment ({variable})</source>
      <translation>{field}：環境変数で設定（{variable}）</translation>
    </message>
    <message>
      <source>{field}: {value}</source>
      <translation>{field}：{value}</translation>
    </message>
    <message>
      <source>{format} holds {most} channels at the most, and this has {channels}. Choose WAV.</source>
      <translation>{format} に入れられるのは最大 {most} チャンネルですが、これは {channels} チャンネルです。WAV を選んでください。</translation>
    </message>
    <message>
      <source>{format} → {folder}</source>
      <translation>{format} → {folder}</translation>
    </message>
    <message>
      <source>{grip} with the capo, sounds as {chord}</source>
      <translation>カポで {grip} を押さえ、実音は {chord}</translation>
    </message>
    <message>
      <source>{host} answers with an error ({status}).</source>
      <translation>{host} がエラーを返しました（{status}）。</translation>
    </message>
    <message>
      <source>{hours} h left</source>
      <translation>残り {hours} 時間</translation>
    </message>
    <message>
      <source>{h} h {m} min</source>
      <translation>{h}時間{m}分</translation>
    </message>
    <message>
      <source>{key}, {sure}</source>
      <translation>{key}、{sure}</translation>
    </message>
    <message>
      <source>{loop} as a region and the time selection</source>
      <translation>{loop} をリージョンと時間選択として</translation>
    </message>
    <message>
      <source>{loop} as two markers</source>
      <translation>{loop} を 2 つのマーカーとして</translation>
    </message>
    <message>
      <source>{lufs} LUFS</source>
      <translation>{lufs} LUFS</translation>
    </message>
    <message>
      <source>{model}</source>
      <translation>{model}</translation>
    </message>
    <message>
      <source>{model} · {stems}</source>
      <translation>{model} · {stems}</translation>
    </message>
    <message>
      <source>{model}, not in the list of songs</source>
      <translation>{model}、曲のリストにはありません</translation>
    </message>
    <message>
      <source>{model}: {facts}</source>
      <translation>{model}: {facts}</translation>
    </message>
    <message>
      <source>{ms} ms</source>
      <translation>{ms} ミリ秒</translation>
    </message>
    <message>
      <source>{m} min {s} s</source>
      <translation>{m}分{s}秒</translation>
    </message>
    <message>
      <source>{name}   {start}</source>
      <translation>{name}   {start}</translation>
    </message>
    <message>
      <source>{name}   {start} – {end}</source>
      <translation>{name}   {start} – {end}</translation>
    </message>
    <message>
      <source>{name} (disconnected)</source>
      <translation>{name}（未接続）</translation>
    </message>
    <message>
      <source>{name} accepts the account: {account}</source>
      <translation>{name} はアカウントを受け付けました：{account}</translation>
    </message>
    <message>
      <source>{name} by {authors}, about {size} MB from {source}, {licence} licence</source>
      <translation>{authors} の {name}、約 {size} MB、{source} から、{licence} ライセンス</translation>
    </message>
    <message>
      <source>{name} by {authors}, {size} MB, {licence} licence</source>
      <translation>{name}（{authors}）、{size} MB、{licence} ライセンス</translation>
    </message>
    <message>
      <source>{name} cannot be kept in {folder}: {reason}.</source>
      <translation>{name} を {folder} に保存できません：{reason}。</translation>
    </message>
    <message>
      <source>{name} cannot be removed: {reason}.</source>
      <translation>{name} を削除できません：{reason}。</translation>
    </message>
    <message>
      <source>{name} could not be downloaded ({reason}). The quick preview works without; or try later: {command}</source>
      <translation>{name} をダウンロードできませんでした（{reason}）。簡易プレビューはこれなしで使えます。後でもう一度：{command}</translation>
    </message>
    <message>
      <source>{name} could not be downloaded ({reason}). {rest} Try later: {command}</source>
      <translation>{name} をダウンロードできませんでした（{reason}）。{rest}後でもう一度：{command}</translation>
    </message>
    <message>
      <source>{name} could not be prepared, perhaps for lack of memory. Close other programs and try again.</source>
      <translation>{name} を準備できませんでした。メモリー不足かもしれません。ほかのプログラムを閉じて、もう一度お試しください。</translation>
    </message>
    <message>
      <source>{name} e-mail</source>
      <translation>{name} メールアドレス</translation>
    </message>
    <message>
      <source>{name} for this session only</source>
      <translation>{name} は今回のみ</translation>
    </message>
    <message>
      <source>{name} is being downloaded at this moment. Stop that first.</source>
      <translation>{name} は現在ダウンロード中です。先に停止してください。</translation>
    </message>
    <message>
      <source>{name} is downloaded by pip, which this Python lacks. Install it with: python -m ensurepip</source>
      <translation>{name} は pip でダウンロードしますが、この Python には pip がありません。次のコマンドで入れてください：python -m ensurepip</translation>
    </message>
    <message>
      <source>{name} is missing from this copy of StemDesk. Install StemDesk again.</source>
      <translation>この StemDesk には {name} がありません。StemDesk をインストールし直してください。</translation>
    </message>
    <message>
      <source>{name} is not on this computer. Get it once ({what}): {command}. The quick preview works without.</source>
      <translation>{name} がこのコンピューターにありません。一度だけ入手してください（{what}）：{command}。簡易プレビューはこれなしで使えます。</translation>
    </message>
    <message>
      <source>{name} is not on this computer. Get it once ({what}): {command}. {rest}</source>
      <translation>{name} がこのコンピューターにありません。一度だけ入手してください（{what}）：{command}。{rest}</translation>
    </message>
    <message>
      <source>{name} is not published any more where StemDesk looks for it ({source}). The other models work without.</source>
      <translation>{name} は StemDesk が探す場所（{source}）ではもう公開されていません。ほかのモデルはこれなしで使えます。</translation>
    </message>
    <message>
      <source>{name} is part of StemDesk and cannot be removed on its own.</source>
      <translation>{name} は StemDesk に付属しており、StemDesk と一緒に残ります。</translation>
    </message>
    <message>
      <source>{name} is said to have {size} MB, which it cannot have. It was not downloaded.</source>
      <translation>{name} は {size} MB とされていますが、あり得ない大きさです。ダウンロードしませんでした。</translation>
    </message>
    <message>
      <source>{name} password</source>
      <translation>{name} パスワード</translation>
    </message>
    <message>
      <source>{name} was published in another shape than this version of StemDesk knows, and does not run. The other models do.</source>
      <translation>{name} はこのバージョンの StemDesk が知らない形で公開されており、動きません。ほかのモデルは使えます。</translation>
    </message>
    <message>
      <source>{n} of {most} downloads left at Dango</source>
      <translation>Dango の残りダウンロード {n}/{most} 回</translation>
    </message>
    <message>
      <source>{n} parallel jobs</source>
      <translation>同時に {n} 件</translation>
    </message>
    <message>
      <source>{n}: {titles}</source>
      <translation>{n}：{titles}</translation>
    </message>
    <message>
      <source>{price} of {credits}</source>
      <translation>{price} / 残り {credits}</translation>
    </message>
    <message>
      <source>{price}, after a download of {size} MB</source>
      <translation>{price}（先に {size} MB のダウンロードが必要）</translation>
    </message>
    <message>
      <source>{provider} fetches songs from links; “{chosen}” takes files only.</source>
      <translation>{provider} はリンクから曲を取得できます。「{chosen}」で使えるのはファイルだけです。</translation>
    </message>
    <message>
      <source>{provider} · {model}</source>
      <translation>{provider} · {model}</translation>
    </message>
    <message>
      <source>{rate}</source>
      <translation>{rate}</translation>
    </message>
    <message>
      <source>{rate} kHz</source>
      <translation>{rate} kHz</translation>
    </message>
    <message>
      <source>{reason} What has arrived of {name} is kept. Go on later: {command}. The quick preview works without.</source>
      <translation>{reason}{name} の受信済みの部分は残してあります。後で続けるには：{command}。簡易プレビューはこれなしで使えます。</translation>
    </message>
    <message>
      <source>{sdr} dB SDR, say its authors</source>
      <translation>SDR {sdr} dB（作者発表）</translation>
    </message>
    <message>
      <source>{service} answers with an error ({status}). Try again later.</source>
      <translation>{service} がエラー（{status}）を返しました。後でもう一度お試しください。</translation>
    </message>
    <message>
      <source>{service} cannot be reached. Check the connection to the internet.</source>
      <translation>{service} に接続できません。インターネット接続を確認してください。</translation>
    </message>
    <message>
      <source>{service} does not answer; it is tried again in {seconds} s.</source>
      <translation>{service} が応答しません。{seconds} 秒後に再試行します。</translation>
    </message>
    <message>
      <source>{service} does not say what {name} has to be, so it was not downloaded: there would be no telling whether it arrived as it was published.</source>
      <translation>{service} が {name} のチェックサムを示さないため、ダウンロードしませんでした。公開されたとおりに届いたかを確かめられないからです。</translation>
    </message>
    <message>
      <source>{service} has an address that cannot be used.</source>
      <translation>{service} のアドレスは使えません。</translation>
    </message>
    <message>
      <source>{service} has too many visitors right now. Try again in a minute.</source>
      <translation>{service} は現在混み合っています。1 分ほど待ってからもう一度お試しください。</translation>
    </message>
    <message>
      <source>{service} is too busy to answer.</source>
      <translation>{service} が混み合っていて応答しません。</translation>
    </message>
    <message>
      <source>{service} names an address that is not safe to fetch from. It was left alone.</source>
      <translation>{service} が示したアドレスは安全ではないため、アクセスしませんでした。</translation>
    </message>
    <message>
      <source>{service} sends us from address to address.</source>
      <translation>{service} の転送が繰り返されています。</translation>
    </message>
    <message>
      <source>{service} sends us to another address, which is not followed: your account must not travel there.</source>
      <translation>{service} が別のアドレスへ転送しようとしましたが、アカウント情報を渡さないため従いません。</translation>
    </message>
    <message>
      <source>{service} size warning, {plan}</source>
      <translation>{service} のサイズ警告、{plan}</translation>
    </message>
    <message>
      <source>{service} takes at most {limit} MB; “{song}” would have {size}. Use an MP3, or split it elsewhere.</source>
      <translation>{service} は {limit} MB までです。「{song}」は {size} MB になります。MP3 を使うか、他のサービスで分離してください。</translation>
    </message>
    <message>
      <source>{service} takes songs of at most {limit} minutes; “{song}” has {minutes}. Cut it, or split it elsewhere.</source>
      <translation>{service} は {limit} 分までの曲に対応します。「{song}」は {minutes} 分です。切り分けるか、他のサービスで分離してください。</translation>
    </message>
    <message>
      <source>{service} was asked, but its answer got lost on the way.</source>
      <translation>{service} に問い合わせましたが、返事が途中で失われました。</translation>
    </message>
    <message>
      <source>{service}: history, examples, news, leaderboards</source>
      <translation>{service}: 履歴、デモ、ニュース、ランキング</translation>
    </message>
    <message>
      <source>{service}: warn above</source>
      <translation>{service}: 次を超えたら警告</translation>
    </message>
    <message>
      <source>{size} MB</source>
      <translation>{size} MB</translation>
    </message>
    <message>
      <source>{songs} · {length}</source>
      <translation>{songs} · {length}</translation>
    </message>
    <message>
      <source>{song} is ready</source>
      <translation>{song} の準備ができました</translation>
    </message>
    <message>
      <source>{song} was not split</source>
      <translation>{song} を分離できませんでした</translation>
    </message>
    <message>
      <source>{source}: {file}</source>
      <translation>{source}：{file}</translation>
    </message>
    <message>
      <source>{stems} · {day}</source>
      <translation>{stems} · {day}</translation>
    </message>
    <message>
      <source>{stem} – not in B</source>
      <translation>{stem} – B にはありません</translation>
    </message>
    <message>
      <source>{s} s</source>
      <translation>{s}秒</translation>
    </message>
    <message>
      <source>{tempo}, {sure}</source>
      <translation>{tempo}、{sure}</translation>
    </message>
    <message>
      <source>{trouble} Next try in {seconds} s.</source>
      <translation>{trouble}{seconds} 秒後に再試行します。</translation>
    </message>
    <message>
      <source>{trouble} The job goes on at MVSEP, which keeps the result for about {hours} hours: retrying costs nothing.</source>
      <translation>{trouble}ジョブは MVSEP で続いており、結果は約 {hours} 時間保存されます。再試行に費用はかかりません。</translation>
    </message>
    <message>
      <source>{trouble} The job itself is still at MVSEP for about {hours} hours: retrying costs nothing.</source>
      <translation>{trouble}ジョブは約 {hours} 時間 MVSEP に残っています。再試行に費用はかかりません。</translation>
    </message>
    <message>
      <source>{what} is in the system's trash.</source>
      <translation>{what}をシステムのゴミ箱に移しました。</translation>
    </message>
    <message>
      <source>{what} {percent} %</source>
      <translation>{what} {percent} %</translation>
    </message>
    <message>
      <source>× 2</source>
      <translation>× 2</translation>
    </message>
    <message>
      <source>÷ 2</source>
      <translation>÷ 2</translation>
    </message>
    <message>
      <source>“Authorization” unless Dango has told you another; its documentation names none.</source>
      <translation>Dango から指定がなければ “Authorization” です。公式文書には記載がありません。</translation>
    </message>
    <message>
      <source>“yes” only if https fails: your SecretKey then travels readable for everybody on the way.</source>
      <translation>https で失敗する場合だけ “yes”：SecretKey が平文で送られ、途中の誰にでも読まれます。</translation>
    </message>
    <message>
      <source>“{field}” cannot be right: its letter number {n} ({letter}) is none that keys are made of. Copy it anew, and only the key itself.</source>
      <translation>「{field}」が正しくありません：{n} 文字目（{letter}）はキーには使われない文字です。キーだけをコピーし直してください。</translation>
    </message>
    <message>
      <source>“{field}” is required.</source>
      <translation>「{field}」は必須です。</translation>
    </message>
    <message>
      <source>“{folder}” cannot be written to. Choose another folder for the stems, then try again.</source>
      <translation>「{folder}」に書き込めません。別のフォルダーを選んで再試行してください。</translation>
    </message>
    <message>
      <source>“{folder}” could not be moved to the trash. Is it on a disk without one? The stems are where they were.</source>
      <translation>「{folder}」をゴミ箱に移せませんでした。ゴミ箱のないディスクにありませんか？ステムは元の場所にあります。</translation>
    </message>
    <message>
      <source>“{model}” needs its network on this computer, got once: {what}. The quick preview needs none.</source>
      <translation>「{model}」には、このコンピューターに一度だけ入手するネットワークが必要です：{what}。簡易プレビューには不要です。</translation>
    </message>
    <message>
      <source>“{name}”</source>
      <translation>「{name}」</translation>
    </message>
    <message>
      <source>“{name}” breaks off at {at} of {length}: the file is cut short or damaged. Copy or download it again.</source>
      <translation>「{name}」は{length}のうち{at}で途切れています。ファイルが不完全か壊れています。コピーかダウンロードをやり直してください。</translation>
    </message>
    <message>
      <source>“{name}” came with {size} kB where {about} kB were announced, so it is not the stem. Try again later.</source>
      <translation>「{name}」は {about} kB と伝えられていましたが {size} kB しか届かず、ステムではありません。後でもう一度お試しください。</translation>
    </message>
    <message>
      <source>“{name}” cannot be read: {reason}.</source>
      <translation>「{name}」を読めません：{reason}。</translation>
    </message>
    <message>
      <source>“{name}” cannot be saved: {reason}.</source>
      <translation>「{name}」を保存できません: {reason}。</translation>
    </message>
    <message>
      <source>“{name}” cannot be unpacked: {reason}.</source>
      <translation>「{name}」を展開できません：{reason}。</translation>
    </message>
    <message>
      <source>“{name}” cannot be written: {reason}.</source>
      <translation>「{name}」に書き込めません: {reason}。</translation>
    </message>
    <message>
      <source>“{name}” changes while it is read. Is it still being copied? Try again when it is whole.</source>
      <translation>「{name}」は読み込み中に変わりました。まだコピー中ではありませんか？完了してからもう一度お試しください。</translation>
    </message>
    <message>
      <source>“{name}” comes with another length than was announced, so it is not what was wanted. Try again later.</source>
      <translation>「{name}」の長さが告知されたものと違うため、目的のファイルではありません。後でもう一度お試しください。</translation>
    </message>
    <message>
      <source>“{name}” could not be downloaded to its end: the connection keeps breaking.</source>
      <translation>「{name}」を最後までダウンロードできませんでした。接続が切れ続けています。</translation>
    </message>
    <message>
      <source>“{name}” has another number of channels or another sample rate from {at} on. Convert it to one kind of sound first, or copy it again if it is damaged.</source>
      <translation>「{name}」は {at} からチャンネル数またはサンプルレートが変わっています。先に一つの形式に変換してください。壊れている場合は、もう一度コピーしてください。</translation>
    </message>
    <message>
      <source>“{name}” has changed since its first stems were paid for. Put the earlier file back and try again; to split the new one, add it as a new job.</source>
      <translation>「{name}」は最初のステムの支払い後に変更されました。元のファイルに戻してからもう一度お試しください。新しい方を分離するには、新しいジョブとして追加してください。</translation>
    </message>
    <message>
      <source>“{name}” is a device, not a file.</source>
      <translation>「{name}」はデバイスで、ファイルではありません。</translation>
    </message>
    <message>
      <source>“{name}” is a folder, not a song.</source>
      <translation>「{name}」はフォルダーで、曲ではありません。</translation>
    </message>
    <message>
      <source>“{name}” is a pipe, not a file. Save the sound as a file first.</source>
      <translation>「{name}」はパイプで、ファイルではありません。先に音声をファイルとして保存してください。</translation>
    </message>
    <message>
      <source>“{name}” is a socket of another program, not a file.</source>
      <translation>「{name}」は他のプログラムのソケットで、ファイルではありません。</translation>
    </message>
    <message>
      <source>“{name}” is copy-protected (DRM), so no program but the shop's own can read it. Use a version without protection.</source>
      <translation>「{name}」はコピー保護(DRM)されており、購入元のアプリでしか読めません。保護のない版を使ってください。</translation>
    </message>
    <message>
      <source>“{name}” is empty (0 bytes). Copy or download it again.</source>
      <translation>「{name}」は空（0バイト）です。コピーかダウンロードをやり直してください。</translation>
    </message>
    <message>
      <source>“{name}” is exported.</source>
      <translation>「{name}」を書き出しました。</translation>
    </message>
    <message>
      <source>“{name}” is no ZIP that can be opened. Retrying costs nothing.</source>
      <translation>「{name}」は開ける ZIP ではありません。再試行は無料です。</translation>
    </message>
    <message>
      <source>“{name}” is not a MIDI file that can be read, or it is damaged.</source>
      <translation>「{name}」は読み込める MIDI ファイルではないか、破損しています。</translation>
    </message>
    <message>
      <source>“{name}” is not a file of StemDesk's and was left as it is. These lyrics are in “{other}”.</source>
      <translation>「{name}」は StemDesk のファイルではないため、そのまま残しました。この歌詞は「{other}」にあります。</translation>
    </message>
    <message>
      <source>“{name}” is not a file of StemDesk's. It was left as it is.</source>
      <translation>「{name}」は StemDesk のファイルではないため、そのまま残しました。</translation>
    </message>
    <message>
      <source>“{name}” is not a sound file that can be read, whatever its name says, or it is damaged.</source>
      <translation>「{name}」は名前にかかわらず読める音声ファイルではないか、壊れています。</translation>
    </message>
    <message>
      <source>“{name}” is not in the bucket any more.</source>
      <translation>「{name}」はもうバケットにありません。</translation>
    </message>
    <message>
      <source>“{name}” is not there any more.</source>
      <translation>「{name}」はもうありません。</translation>
    </message>
    <message>
      <source>“{name}” is not there any more. Was it moved, renamed, or is its drive unplugged?</source>
      <translation>「{name}」が見つかりません。移動や改名をしたか、ドライブが外れていませんか？</translation>
    </message>
    <message>
      <source>“{name}” is one of the song's own files. Choose another name.</source>
      <translation>「{name}」はこの曲自身のファイルです。別の名前を選んでください。</translation>
    </message>
    <message>
      <source>“{name}” is said to have {size} MB, which no stem of this song can have. It was not downloaded.</source>
      <translation>「{name}」は {size} MB とのことですが、この曲のステムではあり得ません。ダウンロードしませんでした。</translation>
    </message>
    <message>
      <source>“{name}” is there already and no file. Choose another name.</source>
      <translation>「{name}」はすでに存在し、ファイルではありません。別の名前を選んでください。</translation>
    </message>
    <message>
      <source>“{name}” may not be read: the system refuses access to it.</source>
      <translation>「{name}」を読めません。システムがアクセスを拒否しました。</translation>
    </message>
    <message>
      <source>“{name}” needs {needed} MB, and the disk has {free} MB free. Make room, then try again.</source>
      <translation>「{name}」には {needed} MB 必要ですが、空きは {free} MB です。空きを作って、もう一度試してください。</translation>
    </message>
    <message>
      <source>“{name}” says that it has {channels} channels; StemDesk reads up to {most}. It may be damaged.</source>
      <translation>「{name}」は {channels} チャンネルあると示していますが、StemDesk が読み込めるのは {most} チャンネルまでです。ファイルが壊れている可能性があります。</translation>
    </message>
    <message>
      <source>“{name}” says that it has {rate} samples a second; StemDesk reads {least} to {most}. It may be damaged.</source>
      <translation>「{name}」のサンプルレートは {rate} Hz と示されていますが、StemDesk が読み込めるのは {least}～{most} Hz です。ファイルが壊れている可能性があります。</translation>
    </message>
    <message>
      <source>“{name}” was changed after it was checked. Nothing was accepted or charged; try again.</source>
      <translation>「{name}」は確認後に変更されました。受け付けも課金もされていません。もう一度お試しください。</translation>
    </message>
    <message>
      <source>“{name}” was refused with status {status}.</source>
      <translation>「{name}」は拒否されました（ステータス {status}）。</translation>
    </message>
    <message>
      <source>“{name}” would unpack to more than this song's stems can have. It was left alone.</source>
      <translation>「{name}」は展開するとこの曲のステムとしてあり得ない大きさになるため、何もしていません。</translation>
    </message>
    <message>
      <source>“{song}”</source>
      <translation>「{song}」</translation>
    </message>
    <message>
      <source>“{song}” can be exported as soon as it is separated.</source>
      <translation>「{song}」は分離が終わると書き出せます。</translation>
    </message>
    <message>
      <source>“{song}” can be heard while it is being separated.</source>
      <translation>「{song}」は分離中でも試聴できます。</translation>
    </message>
    <message>
      <source>“{song}” has {size} MB; the service may refuse more than {limit} MB.</source>
      <translation>「{song}」は {size} MB です。{limit} MB を超えるとサービスに拒否されることがあります。</translation>
    </message>
    <message>
      <source>“{song}” is an example; it is not in your songs.</source>
      <translation>「{song}」はデモで、あなたの曲には入っていません。</translation>
    </message>
    <message>
      <source>“{song}” is cleared from the jobs</source>
      <translation>「{song}」をジョブ一覧から消去しました</translation>
    </message>
    <message>
      <source>“{song}” is converted without loss first: {service} does not take such files.</source>
      <translation>「{song}」は先に無劣化で変換されます：{service} はこの形式を受け付けません。</translation>
    </message>
    <message>
      <source>“{song}” is ready: {result}</source>
      <translation>「{song}」の準備ができました：{result}</translation>
    </message>
    <message>
      <source>“{song}”: {reason}</source>
      <translation>「{song}」: {reason}</translation>
    </message>
    <message>
      <source>“{stem}” from {service} is {length} long, the song {song}. Download it again, or use it anyway.</source>
      <translation>{service} の「{stem}」は {length}、曲は {song} です。もう一度取得するか、そのまま使ってください。</translation>
    </message>
    <message>
      <source>“{stem}” was paid for, but it is not in {folder} any more. Put it back and check again, or send the song again for it, which is charged again.</source>
      <translation>「{stem}」は支払い済みですが、{folder} にはもうありません。元に戻して確認し直すか、曲を再送信してください（再び課金されます）。</translation>
    </message>
    <message numerus="yes">
      <source>… and %n more</source>
      <translation>
        <numerusform>…ほか%n件</numerusform>
      </translation>
    </message>
    <message>
      <source>★ {rating} from {votes} votes</source>
      <translation>★ {rating}（{votes} 票）</translation>
    </message>
  </context>
</TS>
