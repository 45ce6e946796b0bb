<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
  <context>
    <name>StemDesk</name>
    <message numerus="yes">
      <source>%n done in the last day</source>
      <translation>
        <numerusform>この1日で%n件完了</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n model(s)</source>
      <translation>
        <numerusform>%nモデル</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n running</source>
      <translation>
        <numerusform>%n件実行中</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n song(s)</source>
      <translation>
        <numerusform>%n曲</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n stem(s)</source>
      <translation>
        <numerusform>%nステム</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n to decide</source>
      <translation>
        <numerusform>%n件判断待ち</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n waiting</source>
      <translation>
        <numerusform>%n件待機中</numerusform>
      </translation>
    </message>
    <message>
      <source>A fast preview of the singer and of everything else, for karaoke and for singing along. It works best where the voice stands in the middle of a stereo mix.</source>
      <translation>歌声とそれ以外を手早く分けるプレビューです。カラオケや一緒に歌うときに。ステレオの中央に声がある曲に向いています。</translation>
    </message>
    <message>
      <source>A fast preview without any download: it listens for strokes, for what stands in the middle and for what repeats. Good for a first listen and for practice; a service's models separate far more cleanly.</source>
      <translation>ダウンロード不要の高速プレビューです。打音、中央定位、繰り返しを手がかりに分けます。試聴や練習向きで、サービスのモデルのほうがずっときれいに分かれます。</translation>
    </message>
    <message>
      <source>A/B original</source>
      <translation>A/B 原曲</translation>
    </message>
    <message>
      <source>API token</source>
      <translation>APIトークン</translation>
    </message>
    <message>
      <source>AccessKey</source>
      <translation>AccessKey</translation>
    </message>
    <message>
      <source>Accounts</source>
      <translation>アカウント</translation>
    </message>
    <message>
      <source>Accounts are kept by the system's password store ({name}), never in a file.</source>
      <translation>アカウントはシステムのパスワード管理（{name}）に保存され、ファイルには書かれません。</translation>
    </message>
    <message>
      <source>Add songs</source>
      <translation>曲を追加</translation>
    </message>
    <message>
      <source>All files (*)</source>
      <translation>すべてのファイル (*)</translation>
    </message>
    <message>
      <source>AppKey</source>
      <translation>AppKey</translation>
    </message>
    <message>
      <source>As in “ap-beijing”.</source>
      <translation>例：「ap-beijing」</translation>
    </message>
    <message>
      <source>Back and forward by 5 s, with Shift by half a second</source>
      <translation>5秒戻る/進む、Shiftで0.5秒</translation>
    </message>
    <message>
      <source>Backing vocals</source>
      <translation>コーラス</translation>
    </message>
    <message>
      <source>Bass</source>
      <translation>ベース</translation>
    </message>
    <message>
      <source>Bucket</source>
      <translation>バケット</translation>
    </message>
    <message>
      <source>Can be stored already; splitting with it comes later.</source>
      <translation>保存はできます。このサービスでの分離は今後対応します。</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>キャンセル</translation>
    </message>
    <message>
      <source>Cancel {song}</source>
      <translation>{song} をキャンセル</translation>
    </message>
    <message>
      <source>Change</source>
      <translation>変更</translation>
    </message>
    <message>
      <source>Change the folder</source>
      <translation>フォルダーを変更</translation>
    </message>
    <message>
      <source>Choose a lane; with Alt, hear it alone</source>
      <translation>レーンを選択、Altでそれだけを聴く</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>閉じる</translation>
    </message>
    <message>
      <source>Close this notice</source>
      <translation>この通知を閉じる</translation>
    </message>
    <message>
      <source>Content id</source>
      <translation>コンテンツID</translation>
    </message>
    <message>
      <source>Dango 团子</source>
      <translation>Dango 团子</translation>
    </message>
    <message>
      <source>Drag in the ruler to choose what is repeated (L)</source>
      <translation>ルーラーをドラッグして繰り返す範囲を選択 (L)</translation>
    </message>
    <message>
      <source>Drop a song anywhere, or choose one on the left.</source>
      <translation>曲をどこかにドロップするか、左で選んでください。</translation>
    </message>
    <message>
      <source>Drop songs anywhere</source>
      <translation>曲をどこにでもドロップ</translation>
    </message>
    <message>
      <source>Drums</source>
      <translation>ドラム</translation>
    </message>
    <message>
      <source>Export</source>
      <translation>書き出し</translation>
    </message>
    <message>
      <source>Export what you hear</source>
      <translation>聴こえている音を書き出す</translation>
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
      <source>Fast preview</source>
      <translation>高速プレビュー</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>フォルダー</translation>
    </message>
    <message>
      <source>For this session only</source>
      <translation>今回のみ</translation>
    </message>
    <message>
      <source>Forget</source>
      <translation>消去</translation>
    </message>
    <message>
      <source>Forget {name}</source>
      <translation>{name} を消去</translation>
    </message>
    <message>
      <source>Forgotten.</source>
      <translation>消去しました。</translation>
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
      <source>Guitar</source>
      <translation>ギター</translation>
    </message>
    <message>
      <source>Hide the jobs</source>
      <translation>ジョブを隠す</translation>
    </message>
    <message>
      <source>Instrumental</source>
      <translation>伴奏</translation>
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
      <source>Keys</source>
      <translation>キー操作</translation>
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
      <source>Lead vocals</source>
      <translation>リードボーカル</translation>
    </message>
    <message>
      <source>Links can only be split by a service that fetches them. Download the song and drop the file.</source>
      <translation>リンクは取得に対応したサービスでしか分離できません。曲をダウンロードしてファイルをドロップしてください。</translation>
    </message>
    <message>
      <source>Look</source>
      <translation>外観</translation>
    </message>
    <message>
      <source>Loop</source>
      <translation>ループ</translation>
    </message>
    <message>
      <source>Loop on or off</source>
      <translation>ループのオン/オフ</translation>
    </message>
    <message>
      <source>Loop start or end at the playhead</source>
      <translation>ループの始点/終点を再生位置に</translation>
    </message>
    <message>
      <source>Loop {start} – {end}</source>
      <translation>ループ {start} – {end}</translation>
    </message>
    <message>
      <source>M4A (AAC), 256 kbit/s</source>
      <translation>M4A (AAC)、256 kbit/s</translation>
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
      <source>Media Lab, with your own storage bucket</source>
      <translation>Media Lab、自分のバケットを使用</translation>
    </message>
    <message>
      <source>Models</source>
      <translation>モデル</translation>
    </message>
    <message>
      <source>Mute or solo the chosen lane</source>
      <translation>選択したレーンをミュート/ソロ</translation>
    </message>
    <message>
      <source>Mute {stem}</source>
      <translation>{stem} をミュート</translation>
    </message>
    <message>
      <source>No model brings all of that. Take a filter away.</source>
      <translation>すべてを満たすモデルはありません。条件を減らしてください。</translation>
    </message>
    <message>
      <source>No sound card is ready to play. Plug in or switch on speakers or headphones, then press Play again.</source>
      <translation>再生できるサウンドデバイスがありません。スピーカーかヘッドホンをつないで、もう一度再生を押してください。</translation>
    </message>
    <message>
      <source>Nothing to play yet</source>
      <translation>再生できるものはまだありません</translation>
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
      <source>Ogg Vorbis, high quality</source>
      <translation>Ogg Vorbis、高音質</translation>
    </message>
    <message>
      <source>On this computer</source>
      <translation>このコンピューター</translation>
    </message>
    <message>
      <source>Only without AccessKey and SecretKey.</source>
      <translation>AccessKeyとSecretKeyがない場合のみ。</translation>
    </message>
    <message>
      <source>Original</source>
      <translation>原曲</translation>
    </message>
    <message>
      <source>Other</source>
      <translation>その他</translation>
    </message>
    <message>
      <source>Output</source>
      <translation>出力形式</translation>
    </message>
    <message>
      <source>Pan</source>
      <translation>パン</translation>
    </message>
    <message>
      <source>Pan {stem}</source>
      <translation>{stem} のパン</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>一時停止</translation>
    </message>
    <message>
      <source>Piano</source>
      <translation>ピアノ</translation>
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
      <source>PortAudio, the library that talks to sound cards, is not installed. Splitting and export work without it.</source>
      <translation>サウンドデバイスと通信するPortAudioがインストールされていません。分離と書き出しはそのまま使えます。</translation>
    </message>
    <message>
      <source>Position</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Progress of {song}</source>
      <translation>{song} の進み具合</translation>
    </message>
    <message>
      <source>Quick band</source>
      <translation>クイックバンド</translation>
    </message>
    <message>
      <source>Quick vocals</source>
      <translation>クイックボーカル</translation>
    </message>
    <message>
      <source>Region</source>
      <translation>リージョン</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>削除</translation>
    </message>
    <message>
      <source>Remove from the list</source>
      <translation>リストから削除</translation>
    </message>
    <message>
      <source>Remove {song} from the jobs</source>
      <translation>{song} をジョブから削除</translation>
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
      <source>SAMI, vocals and accompaniment</source>
      <translation>SAMI、ボーカルと伴奏</translation>
    </message>
    <message>
      <source>SONGS</source>
      <translation>曲</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>保存</translation>
    </message>
    <message>
      <source>Save to</source>
      <translation>保存先</translation>
    </message>
    <message>
      <source>Save {name}</source>
      <translation>{name} を保存</translation>
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
      <source>Settings</source>
      <translation>設定</translation>
    </message>
    <message>
      <source>Show in folder</source>
      <translation>フォルダーに表示</translation>
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
      <source>Show {song} in its folder</source>
      <translation>{song} をフォルダーに表示</translation>
    </message>
    <message>
      <source>Solo {stem}</source>
      <translation>{stem} をソロ</translation>
    </message>
    <message>
      <source>Songs</source>
      <translation>曲</translation>
    </message>
    <message>
      <source>Songs and films ({endings})</source>
      <translation>曲と動画 ({endings})</translation>
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
    <message>
      <source>Split a song, or drop a folder of stems. They play here side by side.</source>
      <translation>曲を分離するか、ステムのフォルダーをドロップすると、ここで並べて再生できます。</translation>
    </message>
    <message>
      <source>Split the chosen songs</source>
      <translation>選んだ曲を分離</translation>
    </message>
    <message>
      <source>Split view</source>
      <translation>分離ビュー</translation>
    </message>
    <message>
      <source>StemDesk itself stumbled ({reason}). The log has the details; try again, and please report it.</source>
      <translation>StemDesk自体でエラーが起きました（{reason}）。詳細はログにあります。再試行のうえ、ご報告ください。</translation>
    </message>
    <message>
      <source>Stems go to</source>
      <translation>ステムの保存先</translation>
    </message>
    <message>
      <source>Strings</source>
      <translation>ストリングス</translation>
    </message>
    <message>
      <source>Tell me when a job ends while StemDesk is in the background</source>
      <translation>StemDeskが背面にあるとき、ジョブの終了を知らせる</translation>
    </message>
    <message>
      <source>Tencent</source>
      <translation>Tencent</translation>
    </message>
    <message>
      <source>The disk is full. Free some space, then try again.</source>
      <translation>ディスクがいっぱいです。空きを作って再試行してください。</translation>
    </message>
    <message>
      <source>The disk of “{folder}” is full. Free some space, then try again.</source>
      <translation>「{folder}」のディスクがいっぱいです。空きを作って再試行してください。</translation>
    </message>
    <message>
      <source>The disk refused: {reason}.</source>
      <translation>ディスクに拒否されました：{reason}。</translation>
    </message>
    <message>
      <source>The language changes with the next start.</source>
      <translation>言語は次回の起動から変わります。</translation>
    </message>
    <message>
      <source>The list of songs and jobs ({path}) cannot be opened: {reason}.</source>
      <translation>曲とジョブの一覧（{path}）を開けません：{reason}。</translation>
    </message>
    <message>
      <source>The list of songs and jobs was written by a newer StemDesk. Update this one; nothing was changed.</source>
      <translation>曲とジョブの一覧は新しいStemDeskで書かれています。更新してください。何も変更していません。</translation>
    </message>
    <message>
      <source>The original instead of the stems</source>
      <translation>ステムの代わりに原曲</translation>
    </message>
    <message>
      <source>The player stumbled ({reason}). Open the stems again.</source>
      <translation>プレーヤーでエラーが起きました（{reason}）。ステムを開き直してください。</translation>
    </message>
    <message>
      <source>The repository bound to your bucket.</source>
      <translation>バケットに結び付いたリポジトリ。</translation>
    </message>
    <message>
      <source>The separation stopped unexpectedly, perhaps for lack of memory. Close other programs and try again.</source>
      <translation>分離が予期せず止まりました。メモリー不足かもしれません。ほかのアプリを閉じて再試行してください。</translation>
    </message>
    <message>
      <source>The song as it was, at the same moment (A)</source>
      <translation>同じ位置の原曲 (A)</translation>
    </message>
    <message>
      <source>The sound card does not start: {reason}.</source>
      <translation>サウンドデバイスを開始できません：{reason}。</translation>
    </message>
    <message>
      <source>The system's password store (keyring) is locked or refused. Unlock it, then try again.</source>
      <translation>システムのパスワード管理がロックされているか、拒否されました。解除して再試行してください。</translation>
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
      <source>These stems cannot be played</source>
      <translation>これらのステムは再生できません</translation>
    </message>
    <message>
      <source>These stems have different sample rates ({rates}), so they do not belong together.</source>
      <translation>ステムのサンプルレートが異なるため（{rates}）、一緒に再生できません。</translation>
    </message>
    <message>
      <source>This computer splits files, not links. Download the song first, then drop the file.</source>
      <translation>このコンピューターで分離できるのはファイルだけです。曲をダウンロードしてからドロップしてください。</translation>
    </message>
    <message>
      <source>This page</source>
      <translation>このページ</translation>
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
      <source>To the start</source>
      <translation>先頭へ</translation>
    </message>
    <message>
      <source>To the start, to the end</source>
      <translation>先頭へ、末尾へ</translation>
    </message>
    <message>
      <source>Token</source>
      <translation>トークン</translation>
    </message>
    <message>
      <source>Type or paste something first.</source>
      <translation>先に入力するか貼り付けてください。</translation>
    </message>
    <message>
      <source>Vocals</source>
      <translation>ボーカル</translation>
    </message>
    <message>
      <source>Volcengine</source>
      <translation>Volcengine</translation>
    </message>
    <message>
      <source>Volume</source>
      <translation>音量</translation>
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
      <source>What do you want out of it?</source>
      <translation>何を取り出しますか？</translation>
    </message>
    <message>
      <source>What is being split, and what was, shows up here.</source>
      <translation>分離中と分離済みのものがここに表示されます。</translation>
    </message>
    <message>
      <source>When in doubt</source>
      <translation>迷ったとき</translation>
    </message>
    <message>
      <source>Where should the stems go?</source>
      <translation>ステムの保存先は？</translation>
    </message>
    <message>
      <source>Wind</source>
      <translation>管楽器</translation>
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
      <source>balanced</source>
      <translation>バランス</translation>
    </message>
    <message>
      <source>cancelled</source>
      <translation>キャンセル済み</translation>
    </message>
    <message>
      <source>checking the song</source>
      <translation>曲を確認中</translation>
    </message>
    <message>
      <source>cleaner backing</source>
      <translation>伴奏をきれいに</translation>
    </message>
    <message>
      <source>cleaner vocals</source>
      <translation>ボーカルをきれいに</translation>
    </message>
    <message>
      <source>dark</source>
      <translation>ダーク</translation>
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
      <source>failed</source>
      <translation>失敗</translation>
    </message>
    <message>
      <source>files, folders, stems</source>
      <translation>ファイル、フォルダー、ステム</translation>
    </message>
    <message>
      <source>free</source>
      <translation>無料</translation>
    </message>
    <message>
      <source>free, no account</source>
      <translation>無料、アカウント不要</translation>
    </message>
    <message>
      <source>light</source>
      <translation>ライト</translation>
    </message>
    <message>
      <source>like the system</source>
      <translation>システムに合わせる</translation>
    </message>
    <message>
      <source>listening</source>
      <translation>聴き取り中</translation>
    </message>
    <message>
      <source>many models, credits</source>
      <translation>多数のモデル、クレジット制</translation>
    </message>
    <message>
      <source>needs your decision</source>
      <translation>判断が必要です</translation>
    </message>
    <message>
      <source>not in this version yet</source>
      <translation>このバージョンでは未対応</translation>
    </message>
    <message>
      <source>premium</source>
      <translation>プレミアム</translation>
    </message>
    <message>
      <source>putting the stems in place</source>
      <translation>ステムを配置中</translation>
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
      <source>separating</source>
      <translation>分離中</translation>
    </message>
    <message>
      <source>stems from a folder</source>
      <translation>フォルダーのステム</translation>
    </message>
    <message>
      <source>stopped</source>
      <translation>停止しました</translation>
    </message>
    <message>
      <source>today</source>
      <translation>今日</translation>
    </message>
    <message>
      <source>uploading</source>
      <translation>アップロード中</translation>
    </message>
    <message>
      <source>vocals and multi-track, pay per song</source>
      <translation>ボーカルとマルチトラック、曲ごとの支払い</translation>
    </message>
    <message>
      <source>waiting for its turn</source>
      <translation>順番待ち</translation>
    </message>
    <message>
      <source>waiting in the service's queue</source>
      <translation>サービスの待ち行列</translation>
    </message>
    <message>
      <source>yesterday</source>
      <translation>昨日</translation>
    </message>
    <message>
      <source>{credits} credits / min</source>
      <translation>{credits}クレジット/分</translation>
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
      <source>{field}: set by the environment ({variable})</source>
      <translation>{field}：環境変数で設定（{variable}）</translation>
    </message>
    <message>
      <source>{format} cannot hold {channels} channels at {rate} Hz. Choose WAV or FLAC.</source>
      <translation>{format} は{channels}チャンネル・{rate} Hzに対応しません。WAVかFLACを選んでください。</translation>
    </message>
    <message>
      <source>{h} h {m} min</source>
      <translation>{h}時間{m}分</translation>
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
      <source>{m} min {s} s</source>
      <translation>{m}分{s}秒</translation>
    </message>
    <message>
      <source>{name} for this session only</source>
      <translation>{name} は今回のみ</translation>
    </message>
    <message>
      <source>{provider} · {model}</source>
      <translation>{provider} · {model}</translation>
    </message>
    <message>
      <source>{rate} kHz</source>
      <translation>{rate} kHz</translation>
    </message>
    <message>
      <source>{reason}</source>
      <translation>{reason}</translation>
    </message>
    <message>
      <source>{songs} · {length}</source>
      <translation>{songs} · {length}</translation>
    </message>
    <message>
      <source>{song} (mix)</source>
      <translation>{song}（ミックス）</translation>
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
      <source>{s} s</source>
      <translation>{s}秒</translation>
    </message>
    <message>
      <source>{what} {percent} %</source>
      <translation>{what} {percent} %</translation>
    </message>
    <message>
      <source>“{folder}” cannot be written to. Choose another folder for the stems, then try again.</source>
      <translation>「{folder}」に書き込めません。別のフォルダーを選んで再試行してください。</translation>
    </message>
    <message>
      <source>“{name}” breaks off at {at} of {length}: the file is cut short or damaged. Copy or download it again.</source>
      <translation>「{name}」は{length}のうち{at}で途切れています。ファイルが不完全か壊れています。コピーかダウンロードをやり直してください。</translation>
    </message>
    <message>
      <source>“{name}” cannot be read: {reason}.</source>
      <translation>「{name}」を読めません：{reason}。</translation>
    </message>
    <message>
      <source>“{name}” is a folder, not a song.</source>
      <translation>「{name}」はフォルダーで、曲ではありません。</translation>
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
      <source>“{name}” is not a sound file that can be read, whatever its name says, or it is damaged.</source>
      <translation>「{name}」は名前にかかわらず読める音声ファイルではないか、壊れています。</translation>
    </message>
    <message>
      <source>“{name}” is not there any more. Was it moved, renamed, or is its drive unplugged?</source>
      <translation>「{name}」が見つかりません。移動や改名をしたか、ドライブが外れていませんか？</translation>
    </message>
    <message>
      <source>“{name}” may not be read: the system refuses access to it.</source>
      <translation>「{name}」を読めません。システムがアクセスを拒否しました。</translation>
    </message>
    <message numerus="yes">
      <source>… and %n more</source>
      <translation>
        <numerusform>…ほか%n件</numerusform>
      </translation>
    </message>
  </context>
</TS>
